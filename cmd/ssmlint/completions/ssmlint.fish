# Completion of ssmlint for fish: ssmlint completion fish | source
function __ssmlint_words
    set -l line (commandline -opc)
    set -l current (commandline -ct)
    if string match -q -- '-*' $current
        set line $line $current
    end
    $line --generate-bash-completion 2>/dev/null
end
function __ssmlint_rules
    ssmlint explain --generate-bash-completion 2>/dev/null
end
complete -c ssmlint -a '(__ssmlint_words)'
complete -c ssmlint -n '__fish_seen_subcommand_from explain rules schema completion man' -f
complete -c ssmlint -l format -x -a 'text json sarif junit checkstyle github'
complete -c ssmlint -l fail-level -x -a 'error warning info'
complete -c ssmlint -l color -x -a 'auto always never'
complete -c ssmlint -l select -x -a '(__ssmlint_rules)'
complete -c ssmlint -l ignore -x -a '(__ssmlint_rules)'
complete -c ssmlint -l config -r
complete -c ssmlint -l baseline -r
complete -c ssmlint -l write-baseline -r
