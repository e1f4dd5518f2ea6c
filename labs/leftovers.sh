# run.sh and galera.sh source this file in the root of the repository. It writes the list $run/pids of the programs of a
# run, stops programs by it, and checks ports.

root=$(pwd -P)

say() { # LEVEL TEXT: a line in the form of the services' lines
    local now=${EPOCHREALTIME:-} # only bash 5 has it
    if [ -n "$now" ]; then
        printf -v now '%(%H:%M:%S)T.%s' "${now%[.,]*}" "${now#*[.,]}"
    else
        now=$(date +%H:%M:%S.000000)
    fi
    printf 'run      | %s %-7s - %s\n' "$now" "$1" "$2"
}

# The list keeps the order of the first starts, because the end of the run goes through it backwards.
write_pids() {
    local i
    {
        echo "$$ labs/run.sh"
        for ((i = 0; i < ${#pids[@]}; i++)); do
            if [ -n "${pids[i]}" ]; then echo "${pids[i]} ${jars[i]}"; fi
        done
    } >"$run/pids.new"
    mv "$run/pids.new" "$run/pids"
}

is_running() { # PID TEXT…: checks the command too, because another process may have this number now
    local pid=$1 command text
    kill -0 "$pid" 2>/dev/null || return 1
    # Git Bash and BusyBox have another ps.
    command=$({ ps -ww -o command= -p "$pid" || tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null) || return 1
    shift
    for text; do case $command in *"$text"*) return 0 ;; esac done
    return 1
}

is_ours() { # PID JAR: a program of this clone, which was a shell at first
    [ "$2" != labs/run.sh ] && [ "$1" != $$ ] &&
        is_running "$1" "-Dnontonyuk.root=$root -jar $2" "labs/java.sh $2" labs/run.sh
}

name_of() { # JAR
    local name=${1##*/labs-}
    name=${name##*/}
    echo "${name%.jar}"
}

# Stops the programs of the list: the gateway first and the database last, so that a running request keeps what it needs.
stop_all() { # [END OF A LINE]
    local pid jar
    awk '{ line[NR] = $0 } END { for (i = NR; i > 0; i--) print line[i] }' "$run/pids" | while read -r pid jar; do
        is_ours "$pid" "$jar" || continue # also the line of the script itself
        stop "$pid" "$jar"
        [ -z "${1:-}" ] || echo "stopped $jar (pid $pid) $1"
    done
    if grep -q ' sql/target/db\.jar$' "$run/pids"; then stop_lone_database; fi
    rm -f "$run/pids"
}

stop() { # PID JAR
    local tries=0
    kill "$1" 2>/dev/null || true
    while is_ours "$1" "$2"; do
        tries=$((tries + 1))
        if [ $tries -gt $((10 * ${STOP_PATIENCE:-15})) ]; then
            say WARNING "$(name_of "$2") does not end, and is killed"
            kill -KILL "$1" 2>/dev/null || true
            break
        fi
        sleep 0.1
    done
}

# A killed JVM leaves its database server behind. A server with its JVM belongs to `make db`.
stop_lone_database() {
    local pid parent command tries
    ps -axww -o pid=,ppid=,command= | while read -r pid parent command; do
        case $command in *"--datadir=$root/data/mariadb/"*) ;; *) continue ;; esac
        if is_running "$parent" sql/target/db.jar; then continue; fi
        kill "$pid" 2>/dev/null || true
        for ((tries = 0; tries < 150; tries++)); do
            is_running "$pid" "--datadir=$root/" || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
}

# Stops the services that an earlier, killed run of this clone left behind. Touches nothing if that run is still alive.
clear_leftovers() {
    [ -e "$run/pids" ] || return 0
    local pid what
    read -r pid what <"$run/pids" || true
    if [ "$what" = labs/run.sh ] && is_running "$pid" "$what"; then
        echo "make run is running already (pid $pid): stop it with Ctrl-C in its terminal first" >&2
        exit 1
    fi
    stop_all "of an earlier run"
    echo "removed $run/pids: the run that wrote it has ended"
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
