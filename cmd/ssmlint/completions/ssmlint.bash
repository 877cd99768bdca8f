# Completion of ssmlint for bash: source <(ssmlint completion bash)
_ssmlint() {
    local IFS=$'\n'
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= files=yes
    COMPREPLY=()
    case $before in
    --format) words=$'text\njson\nsarif\njunit\ncheckstyle\ngithub' files= ;;
    --fail-level) words=$'error\nwarning\ninfo' files= ;;
    --color) words=$'auto\nalways\nnever' files= ;;
    --select | --ignore) words=$(ssmlint explain --generate-bash-completion 2>/dev/null) files= ;;
    --config | --baseline | --write-baseline)
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$current"))
        return
        ;;
    *)
        local line=("${COMP_WORDS[@]:0:COMP_CWORD}")
        [[ $current == -* ]] && line+=("$current")
        words=$("${line[@]}" --generate-bash-completion 2>/dev/null)
        ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    case ${COMP_WORDS[1]}:$COMP_CWORD in
    explain:[2-9]* | rules:[2-9]* | schema:[2-9]* | completion:[2-9]* | man:[2-9]*) return ;;
    esac
    if [[ $files && $current != -* ]]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$current"))
    fi
}
complete -F _ssmlint ssmlint
