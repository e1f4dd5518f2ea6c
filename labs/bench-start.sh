#!/usr/bin/env bash
# Prints how long each service needs until it is ready, and its resident memory at that moment.
# It measures each JDK on this machine, with the flags of the make targets and with the JDK's own flags.
# Each number is the median of five starts. The database is running already.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

follow_ports
rounds=${ROUNDS:-5}
work=$(mktemp -d)
pids=()
stop_all() {
    local i
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        kill "${pids[i]}" 2>/dev/null || true
        wait "${pids[i]}" 2>/dev/null || true
    done
    pids=()
}
clean_up() {
    stop_all
    kill "${database:-}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap clean_up EXIT

wait_for() { # TEXT LOG PID
    local tries=0
    until grep -q "$1" "$2"; do
        tries=$((tries + 1))
        if ! kill -0 "$3" 2>/dev/null || [ $tries -gt 600 ]; then
            echo "bench-start: it did not become ready:" >&2
            tail -5 "$2" >&2
            exit 1
        fi
        sleep 0.1
    done
}

median() { # FILE: the median of the numbers in it
    sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

measure() { # JDK FLAVOUR: starts the four services one by one; each waits until the one before is ready
    local service log pid
    for service in auth movie order gateway; do
        log=$work/$service.log
        if [ "$2" = small ]; then
            labs/java.sh "$service/target/$service.jar" >"$log" 2>&1 &
        else
            "$JAVA_HOME/bin/java" -jar "$service/target/$service.jar" >"$log" 2>&1 &
        fi
        pid=$!
        pids+=("$pid")
        wait_for ' ready, ' "$log" "$pid"
        sed -n 's/.* ready, \([0-9]*\) ms .*/\1/p' "$log" | head -1 >>"$work/$1.$2.$service.ms"
        ps -o rss= -p "$pid" >>"$work/$1.$2.$service.kb"
    done
}

labs/java.sh sql/target/db.jar >"$work/db.log" 2>&1 &
database=$!
wait_for 'database ready' "$work/db.log" "$database"

printf '%-28s %-8s %-6s %10s %12s\n' JDK service flags 'ready (ms)' 'memory (MB)'
for home in ${JAVA_HOME:-} /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    home=$(cd "$home" && pwd -P)
    jdk=$("$home/bin/java" -version 2>&1 | sed -n 's/.*(build \([^,)]*\),.*/\1/p' | tail -1)
    [ ! -e "$work/$jdk" ] || continue
    touch "$work/$jdk"
    "$home/bin/java" -version 2>&1 | grep -q '"1[0-6]\.\|"1\.' && continue # older than 17
    export JAVA_HOME=$home
    labs/make-archives.sh
    for ((round = 0; round < rounds; round++)); do
        for flavour in small plain; do
            measure "$jdk" $flavour
            stop_all
        done
    done
    for service in auth movie order gateway; do
        for flavour in small plain; do
            printf '%-28s %-8s %-6s %10s %12s\n' "$jdk" $service $flavour \
                "$(median "$work/$jdk.$flavour.$service.ms")" \
                "$(($(median "$work/$jdk.$flavour.$service.kb") / 1024))"
        done
    done
done
