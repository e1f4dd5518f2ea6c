#!/usr/bin/env bash
# Starts the database, the stand-ins for TheMovieDB and the payment provider, and the four services.
# Whatever ends this script ends what it started, and nothing else: Ctrl-C, a closed terminal, a closed pipe, a kill.
# Shows all logs, each line with its name in front. QUIET=1 writes the logs to .run/ only.
# INSTANCES=2 starts auth, movie and order twice. The ports of the second ones are higher by ten.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh
. labs/leftovers.sh
. labs/show.sh

export XRAY
XRAY=$(setting XRAY 1)

case ${INSTANCES:-1} in [1-9]) ;; *) echo "INSTANCES must be a number from 1 to 9" >&2 && exit 1 ;; esac
max_restarts=5
names=() jars=() own_settings=() pids=() since=() restarts=()

start() { # INDEX
    local name=${names[$1]} jar=${jars[$1]} own=${own_settings[$1]}
    # The terminal sends Ctrl-C to all programs at once. They ignore it, so that this script stops them in order.
    if [ -n "${QUIET:-}" ]; then
        (trap '' INT HUP && exec env "$own" labs/java.sh "$jar") >>"$run/$name.log" 2>&1 9>&- &
    else
        (trap '' INT HUP && exec env "$own" labs/java.sh "$jar") > >(show "$name") 2>&1 9>&- &
    fi
    pids[$1]=$! since[$1]=$SECONDS
    write_pids
}

add() { # NAME JAR SETTING=VALUE
    names+=("$1") jars+=("$2") own_settings+=("$3") restarts+=(0)
    start $((${#names[@]} - 1))
}

add_instances() { # SERVICE: such as order, order-2
    local i=0 port setting
    setting=$(echo "$1" | tr '[:lower:]' '[:upper:]')_PORT
    for port in $(ports_of_instances "${!setting}"); do
        i=$((i + 1))
        add "$1$([ $i = 1 ] || echo "-$i")" "$1/target/$1.jar" "$setting=$port"
    done
}

lives() { # PID: asks the shell for its own children; the system may have reused the number
    grep -qx "$1" <<<"$(jobs -pr)"
}

end() { # CODE
    trap '' INT TERM HUP PIPE
    trap - EXIT
    set +e
    say INFO "stopping everything that this run started" 2>/dev/null
    stop_all 2>/dev/null
    exit "$1"
}

check_all_alive() {
    local i
    for ((i = 0; i < ${#pids[@]}; i++)); do
        if ! lives "${pids[i]}"; then
            say ERROR "${names[i]} has ended. The last lines of $run/${names[i]}.log say why:"
            tail -3 "$run/${names[i]}.log" || true
            end 1
        fi
    done
}

# Waits while any log grows. A program without a first line is still loading, which takes minutes on a busy machine.
await() { # NAME
    local begin=$SECONDS progress=$SECONDS told=$SECONDS counted='' size='' before='' patience
    until grep -q ' ready[, ]' "$run/$1.log" 2>/dev/null; do
        check_all_alive
        if [ "$SECONDS" != "$counted" ]; then
            counted=$SECONDS size=$(cat "$run"/*.log 2>/dev/null | wc -c)
            if [ "$size" != "$before" ]; then before=$size progress=$SECONDS; fi
        fi
        patience=${START_PATIENCE:-60}
        [ -s "$run/$1.log" ] || patience=$((5 * patience))
        if [ $((SECONDS - progress)) -gt $patience ]; then
            say ERROR "$1 is not ready, and no log has a new line since $patience s. $run/$1.log says what it waits for"
            end 1
        elif [ $((SECONDS - told)) -ge 10 ]; then
            told=$SECONDS
            say INFO "waiting for $1 since $((SECONDS - begin)) s. $(tail -1 "$run/$1.log" 2>/dev/null || true)"
        fi
        sleep 0.1
    done
    [ -z "${QUIET:-}" ] || say INFO "$1 is ready, $((SECONDS - since[0])) s after the start"
}

# A stopped program stays stopped. One that died starts again, some times within a minute of its last start.
restart() { # INDEX
    local name=${names[$1]} status=0 reason command="make ${names[$1]}"
    wait "${pids[$1]}" 2>/dev/null || status=$?
    pids[$1]=''
    case $status in
        0 | 130 | 143)
            if [ "$name" != "${name%-*}" ]; then command="${own_settings[$1]} make ${name%-*}"; fi
            say INFO "$name has ended, the others go on. \`$command\` in another terminal starts it again"
            return
            ;;
        3) reason="is out of memory" ;;
        137) reason="was killed" ;;
        *) reason="has ended with code $status" ;;
    esac
    [ $((SECONDS - since[$1])) -lt 60 ] || restarts[$1]=0
    if [ "${restarts[$1]}" -ge $max_restarts ]; then
        say ERROR "$name $reason, and is not started again after $max_restarts times. $run/$name.log says why"
        return
    fi
    restarts[$1]=$((restarts[$1] + 1))
    say WARNING "$name $reason, and starts again (${restarts[$1]} of $max_restarts)"
    start "$1"
}

follow_ports
databases="$AUTH_DB_URL $MOVIE_DB_URL $ORDER_DB_URL"

# An address elsewhere means that another program runs there, so this script does not start it.
starts_db=false starts_tmdb=false starts_payment=false
ports="GATEWAY_PORT $GATEWAY_PORT"
for name in AUTH MOVIE ORDER; do
    setting=${name}_PORT url=${name}_URL
    for port in $(ports_of_instances "${!setting}"); do
        ports="$ports ${name}_PORT $port"
        [ "${INSTANCES:-1}" = 1 ] || [[ ,${!url}, == *:$port[,/]* ]] ||
            say WARNING "$url does not name port $port: it is ${!url}"
    done
done
case $databases in *":$DB_PORT/"*) starts_db=true ports="$ports DB_PORT $DB_PORT" ;; esac
case $TMDB_URL in *":$TMDB_PORT") starts_tmdb=true ports="$ports TMDB_PORT $TMDB_PORT" ;; esac
case $PAYMENT_URL in *":$PAYMENT_PORT") starts_payment=true ports="$ports PAYMENT_PORT $PAYMENT_PORT" ;; esac

mkdir -p "$run"
clear_leftovers
# shellcheck disable=SC2086 # names and ports are separate words
check_ports $ports
write_pids
rm -f "$run"/*.log
trap 'end 0' INT TERM HUP PIPE
trap 'end $?' EXIT
# This process reads until the script ends. After a kill -9 of the script, it stops what is left.
exec 9> >(
    trap '' INT TERM HUP PIPE
    cat >/dev/null
    [ "$(sed -n 1p "$run/pids" 2>/dev/null)" != "$$ labs/run.sh" ] || stop_all 2>/dev/null
)

if $starts_db; then add db sql/target/db.jar "DB_PORT=$DB_PORT"; fi
if $starts_tmdb; then add tmdb labs/target/labs-tmdb.jar "TMDB_PORT=$TMDB_PORT"; fi
if $starts_payment; then add payment labs/target/labs-payment.jar "PAYMENT_PORT=$PAYMENT_PORT"; fi
for service in auth movie order; do add_instances $service; done
add gateway gateway/target/gateway.jar "GATEWAY_PORT=$GATEWAY_PORT"
[ -z "${QUIET:-}" ] || say INFO "starting ${names[*]}; the logs are in $run/"
for ((i = 0; i < ${#names[@]}; i++)); do await "${names[i]}"; done

cat <<TEXT

Nonton Yuk is ready:
  gateway  $GATEWAY_URL/api    the public door
  auth     $AUTH_URL
  movie    $MOVIE_URL
  order    $ORDER_URL

Try, in another terminal:
  make demo
  curl -s --noproxy '*' $GATEWAY_URL/api/register -H 'Content-Type: application/json' \\
       -d '{"email":"you@example.com","password":"a good long one"}'

The logs are in $run/ too: grep for a trace id in $run/*.log to follow one request.
Ctrl-C stops everything.

TEXT

# From here on the services are independent: if one ends, the others continue.
# The shell itself would tell of each killed job.
while true; do
    for ((i = 0; i < ${#pids[@]}; i++)); do
        if [ -n "${pids[i]}" ] && ! lives "${pids[i]}"; then restart $i; fi
    done
    sleep 1 9>&- &
    wait $! # a signal ends this wait at once
done 2>/dev/null
