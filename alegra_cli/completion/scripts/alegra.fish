# alegra for fish: what a word can be is asked of the program itself.
function __alegra_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l values
    for line in (env _ALEGRA_COMPLETE=fish_complete COMP_WORDS=(string join \x1f -- $words $typed) \
            (string replace -r '^~' -- $HOME $words[1]) 2>/dev/null </dev/null)
        switch $line
            case '=*'
                set -a values (string sub -s 2 -- $line)
            case files
                __fish_complete_path $typed
        end
    end
    printf '%s\n' $values
end
complete --no-files --keep-order --command alegra --arguments '(__alegra_complete)'
