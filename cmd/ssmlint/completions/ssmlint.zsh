#compdef ssmlint
# Completion of ssmlint for zsh: source <(ssmlint completion zsh), or save it as _ssmlint in a directory of $fpath.
_ssmlint() {
    local current=${words[CURRENT]} before=${words[CURRENT-1]}
    local -a line found
    case $before in
    --format) compadd text json sarif junit checkstyle github; return ;;
    --fail-level) compadd error warning info; return ;;
    --color) compadd auto always never; return ;;
    --select | --ignore) compadd -- ${(f)"$(ssmlint explain --generate-bash-completion 2>/dev/null)"}; return ;;
    --config | --baseline | --write-baseline) _files; return ;;
    esac
    line=(${words[1,CURRENT-1]})
    [[ $current == -* ]] && line+=($current)
    found=(${(f)"$($line --generate-bash-completion 2>/dev/null)"})
    (( ${#found} )) && compadd -- $found
    case ${words[2]} in
    explain | rules | schema | completion | man) (( CURRENT > 2 )) && return ;;
    esac
    [[ $current == -* ]] || _files
}
if [[ $funcstack[1] == _ssmlint ]]; then
    _ssmlint "$@"
else
    compdef _ssmlint ssmlint
fi
