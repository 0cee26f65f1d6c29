#compdef alegra
# alegra for zsh: what a word can be is asked of the program itself.
_alegra() {
    local line named
    local -a values shown how
    for line in "${(@f)$(COMP_WORDS="${(pj:\x1f:)${(@Q)words[1,CURRENT-1]}}"$'\x1f'"${(Q)PREFIX}" \
        _ALEGRA_COMPLETE=zsh_complete ${~words[1]} 2>/dev/null </dev/null)}"; do
        case $line in
            '='*) values+=("${${line#=}%%$'\t'*}") shown+=("${line#*$'\t'}") ;;
            files) compset -P '--[^=]##='; _files; return ;;
            open) how+=(-S '') ;;
            lines) how+=(-l) ;;
            named) named=1 ;;
        esac
    done
    (( $#values )) || return 1
    # Ids that were found by a name don't begin with what was typed.
    if [[ -n $named ]]; then
        how+=(-U)
        if (( $#values > 1 )); then
            # The first Tab only shows them, what was typed stays; the next ones go through them.
            compstate[list]='list force'
            if [[ -n $compstate[old_list] && ${_alegra_shown-} == "$BUFFER" ]]; then
                compstate[insert]=menu
            else
                compstate[insert]=''
            fi
            typeset -g _alegra_shown=$BUFFER
        fi
    fi
    compadd -V alegra "${how[@]}" -d shown -a values
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _alegra "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _alegra alegra
fi
