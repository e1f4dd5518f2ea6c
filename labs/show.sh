# run.sh sources this file. It shows the lines of a program's log in the terminal.

colours=false
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then colours=true; fi
unbuffered=-u
sed -u p </dev/null 2>/dev/null || unbuffered=-l # the flag of BSD's sed

show() { # NAME: writes its lines to its file unchanged, and shows them here with the name in front
    local front colour
    exec 9>&-
    front=$(printf '%-9s|' "$1")
    case $1 in
        auth*) colour=32 ;; movie*) colour=33 ;; order*) colour=35 ;; gateway) colour=36 ;; *) colour=34 ;;
    esac
    if $colours; then front=$(printf '\033[%sm%s\033[0m' "$colour" "$front"); fi
    trap '' INT TERM HUP # otherwise the last lines are lost
    # tee still shows the lines when the disk is full, and still writes them when the reader of the output is gone.
    # SIGPIPE ends sed when the reader of this script's output is gone, as in `make run | head`. That ends the run.
    { trap '' PIPE && exec tee -a "$run/$1.log" 2>/dev/null; } | {
        sed $unbuffered -e "s/^\([0-9:.]* [A-Z]* *\)${1%-*}  */\1/" -e "s/^/$front /" || [ $? != 141 ] || kill -PIPE $$
    }
}
