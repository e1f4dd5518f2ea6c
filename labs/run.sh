#!/usr/bin/env bash
# Starts the database, the stand-ins for TheMovieDB and the payment provider, and the four services.
# Ctrl-C stops what this script started, and nothing else. Shows all logs, each line with its name in front.
# QUIET=1 writes the logs to .run/ only.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh
. labs/leftovers.sh

names=() pids=() ended=()
colours=false
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then colours=true; fi
unbuffered=-u
sed -u p </dev/null 2>/dev/null || unbuffered=-l # the flag of BSD's sed

start() { # NAME JAR
    # Background jobs of a shell ignore Ctrl-C, so this script can stop them in order.
    if [ -n "${QUIET:-}" ]; then
        labs/java.sh "$2" >"$run/$1.log" 2>&1 &
    else
        labs/java.sh "$2" > >(show "$1") 2>&1 &
    fi
    names+=("$1")
    pids+=($!)
    echo "$! $2" >>"$run/pids"
}

show() { # NAME: writes its lines to its file unchanged, and shows them here with the name in front
    local front colour
    front=$(printf '%-9s|' "$1")
    case $1 in
        auth) colour=32 ;; movie) colour=33 ;; order) colour=35 ;; gateway) colour=36 ;; *) colour=34 ;;
    esac
    if $colours; then front=$(printf '\033[%sm%s\033[0m' "$colour" "$front"); fi
    trap '' INT # otherwise Ctrl-C loses the last lines
    exec sed $unbuffered -e "w $run/$1.log" -e "s/^\([0-9:.]* [A-Z]* *\)$1  */\1/" -e "s/^/$front /"
}

lives() { # PID: asks the shell for its own children; the system may have reused the number
    grep -qx "$1" <<<"$(jobs -pr)"
}

stop_all() {
    trap '' INT TERM HUP
    local i
    # The gateway stops first and the database last, so that a running request keeps what it needs.
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        if lives "${pids[i]}"; then stop "${pids[i]}" "${names[i]}"; fi
    done
    rm -f "$run/pids"
}

stop() { # PID NAME
    local tries=0
    kill "$1" 2>/dev/null || true
    while lives "$1"; do
        tries=$((tries + 1))
        if [ $tries -gt 150 ]; then
            echo "$2 does not end, and is killed" >&2
            pkill -KILL -P "$1" 2>/dev/null || true # the database's JVM has a child process, the server
            kill -KILL "$1" 2>/dev/null || true
            break
        fi
        sleep 0.1
    done
    wait "$1" 2>/dev/null || true
}

end() {
    echo
    echo "stopping everything that this run started"
    stop_all
    exit "$1"
}

check_all_alive() {
    local i
    for ((i = 0; i < ${#pids[@]}; i++)); do
        if ! lives "${pids[i]}"; then
            echo "${names[i]} has ended. The last lines of $run/${names[i]}.log say why:" >&2
            tail -3 "$run/${names[i]}.log" >&2 || true
            end 1
        fi
    done
}

await() { # NAME
    local tries=0
    until grep -q ' ready[, ]' "$run/$1.log" 2>/dev/null; do
        check_all_alive
        tries=$((tries + 1))
        if [ $tries -gt 600 ]; then
            echo "$1 is not ready after a minute. $run/$1.log says what it waits for" >&2
            end 1
        fi
        sleep 0.1
    done
}

follow_ports
databases="$AUTH_DB_URL $MOVIE_DB_URL $ORDER_DB_URL"

# An address elsewhere means that another program runs there, so this script does not start it.
starts_db=false starts_tmdb=false starts_payment=false
ports="AUTH_PORT $AUTH_PORT MOVIE_PORT $MOVIE_PORT ORDER_PORT $ORDER_PORT GATEWAY_PORT $GATEWAY_PORT"
case $databases in *":$DB_PORT/"*) starts_db=true ports="$ports DB_PORT $DB_PORT" ;; esac
case $TMDB_URL in *":$TMDB_PORT") starts_tmdb=true ports="$ports TMDB_PORT $TMDB_PORT" ;; esac
case $PAYMENT_URL in *":$PAYMENT_PORT") starts_payment=true ports="$ports PAYMENT_PORT $PAYMENT_PORT" ;; esac

mkdir -p "$run"
clear_leftovers
# shellcheck disable=SC2086 # names and ports are separate words
check_ports $ports
echo "$$ labs/run.sh" >"$run/pids"
rm -f "$run"/*.log
trap 'end 0' INT TERM HUP

if $starts_db; then start db sql/target/db.jar; fi
if $starts_tmdb; then start tmdb labs/target/labs-tmdb.jar; fi
if $starts_payment; then start payment labs/target/labs-payment.jar; fi
for service in auth movie order gateway; do start $service $service/target/$service.jar; done
for ((i = 0; i < ${#names[@]}; i++)); do await "${names[i]}"; done

cat <<TEXT

Nonton Yuk is ready:
  gateway  http://127.0.0.1:$GATEWAY_PORT/api    the public door
  auth     http://127.0.0.1:$AUTH_PORT
  movie    http://127.0.0.1:$MOVIE_PORT
  order    http://127.0.0.1:$ORDER_PORT

Try, in another terminal:
  make demo
  curl -s http://127.0.0.1:$GATEWAY_PORT/api/register -H 'Content-Type: application/json' \\
       -d '{"email":"you@example.com","password":"a good long one"}'

The logs are in $run/ too: grep for a trace id in $run/*.log to follow one request.
Ctrl-C stops everything.

TEXT

# From here on the services are independent: if one ends, the others continue.
while true; do
    for ((i = 0; i < ${#pids[@]}; i++)); do
        if [ -z "${ended[i]:-}" ] && ! lives "${pids[i]}"; then
            echo "${names[i]} has ended, the others go on. \`make ${names[i]}\` in another terminal starts it again"
            ended[i]=true
        fi
    done
    sleep 1 &
    wait $! # a signal ends this wait at once
done
