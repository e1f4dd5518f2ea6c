# run.sh sources this file in the root of the repository. It stops leftovers of an earlier run and checks the ports.

root=$(pwd -P)

is_running() { # PID TEXT: checks the command too, because another process may have this number now
    case $(ps -ww -o command= -p "$1" 2>/dev/null || true) in *"$2"*) true ;; *) false ;; esac
}

# Stops the services that an earlier, killed run of this clone left behind. Touches nothing if that run is still alive.
clear_leftovers() {
    [ -e "$run/pids" ] || return 0
    local pid what
    while read -r pid what; do
        if [ "$what" = labs/run.sh ] && is_running "$pid" "$what"; then
            echo "make run is running already (pid $pid): stop it with Ctrl-C in its terminal first" >&2
            exit 1
        elif is_running "$pid" "-Dnontonyuk.root=$root -jar $what"; then
            kill "$pid"
            wait_for_end "$pid" "$what"
            echo "stopped $what (pid $pid) of an earlier run"
        fi
    done <"$run/pids"
    rm "$run/pids"
    echo "removed $run/pids: the run that wrote it has ended"
}

wait_for_end() { # PID JAR
    local tries=0
    while is_running "$1" "-jar $2"; do
        tries=$((tries + 1))
        if [ $tries -gt 150 ]; then
            echo "$2 (pid $1) of an earlier run does not end: stop it by hand" >&2
            exit 1
        fi
        sleep 0.1
    done
}

check_ports() { # SETTING PORT SETTING PORT …
    local owner free=true
    while [ $# -gt 0 ]; do
        owner=$(labs/port-owner.sh "$2")
        if [ -n "$owner" ] && ! is_our_database "$owner"; then
            echo "port $2 is taken by $owner: stop that program, or set $1 to another port" >&2
            free=false
        fi
        shift 2
    done
    $free || exit 1
}

# A database server without its JVM. The next start of the database stops it.
is_our_database() { # OWNER
    local pid=${1#pid }
    is_running "${pid%% *}" "--datadir=$root/data/mariadb/"
}
