# alegra for bash: what a word can be is asked of the program itself.
_alegra() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%$'\r'}
        case $line in
            =*) COMPREPLY+=("${line#=}") ;;
            files) compopt -o default 2>/dev/null ;;
            open) compopt -o nospace 2>/dev/null ;;
        esac
    done < <(
        COMP_LINE=${COMP_LINE:0:COMP_POINT} COMP_TYPE=${COMP_TYPE-} COMP_WORDBREAKS=$COMP_WORDBREAKS \
            _ALEGRA_COMPLETE=bash_complete "${1/#\~/$HOME}" 2>/dev/null </dev/null
    )
}
complete -o nosort -F _alegra alegra 2>/dev/null || complete -F _alegra alegra
