#!/bin/sh
# The tour of `make demo`: the main job on the embedded sandbox, in a home of its own.
set -eu
BIN=${BIN:-.venv/bin}
HOME_OF_TOUR=$(mktemp -d)
trap 'rm -rf "$HOME_OF_TOUR"' EXIT
export ALEGRA_CONFIG="$HOME_OF_TOUR/config.yaml" XDG_CACHE_HOME="$HOME_OF_TOUR" ALEGRA_PROFILE=sandbox
unset ALEGRA_EMAIL ALEGRA_TOKEN ALEGRA_BEARER_TOKEN ALEGRA_BASE_URL ALEGRA_OUTPUT || true

show() {
    printf '\n$ alegra'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_.,:=/@-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$BIN/alegra" "$@"
}

echo "A tour of alegra on the embedded sandbox. No account, no network."
show contacts list --limit 5
show invoices list --status open --since 3m --limit 5
show invoices list --count --status open
show contacts create --name 'Ana Ruiz' --kind-of-person PERSON_ENTITY \
    --set nameObject.firstName=Ana --set nameObject.lastName=Ruiz --regime SIMPLIFIED_REGIME --columns id,name,status
show invoices create --client 1 --date today --due-date today --status open \
    --payment-form CASH \
    --set items.0.id=1 --set items.0.price=250000 --set items.0.quantity=2 \
    --columns id,numberTemplate.fullNumber,status,total
show invoices void 131 --yes
show invoices export --status open --out "$HOME_OF_TOUR/open.csv"
show doctor --columns check,state,detail
printf '\nYour turn:\n\n    %s/alegra --profile sandbox invoices list\n\n' "$BIN"
