#!/usr/bin/env bash
# Starts the database, the stand-ins for TheMovieDB and the payment provider and the four services, and stops them
# again at Ctrl-C: what it started, and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

names=() pids=()

start() {
    labs/java.sh "$2" & # the shell lets its background jobs ignore Ctrl-C, so that we can stop them in order
    names+=("$1")
    pids+=($!)
}

stop_all() {
    trap '' INT TERM HUP
    local i
    # The gateway first and the database last, so that no request loses what it stands on.
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        kill "${pids[i]}" 2>/dev/null || true
        wait "${pids[i]}" 2>/dev/null || true
    done
}

end() {
    echo
    echo "stopping what was started"
    stop_all
    exit "$1"
}

check_all_alive() {
    local i
    for ((i = 0; i < ${#pids[@]}; i++)); do
        if ! kill -0 "${pids[i]}" 2>/dev/null; then
            echo "${names[i]} has ended; its last line above says why" >&2
            end 1
        fi
    done
}

is_ready() {
    curl --silent --fail --output /dev/null --max-time 2 "http://127.0.0.1:$1/health/ready"
}

setting() { # the environment, then .env, then the default
    local value=${!1:-}
    [ -n "$value" ] || value=$(sed -n "s/^$1=//p" .env | tail -1)
    echo "${value:-$2}"
}

trap 'end 0' INT TERM HUP

start database sql/target/db.jar
start tmdb labs/target/labs-tmdb.jar
start payment labs/target/labs-payment.jar
start auth auth/target/auth.jar
start movie movie/target/movie.jar
start order order/target/order.jar
start gateway gateway/target/gateway.jar

auth=$(setting AUTH_PORT 8001) movie=$(setting MOVIE_PORT 8002) order=$(setting ORDER_PORT 8003)
gateway=$(setting GATEWAY_PORT 8000)
for port in "$auth" "$movie" "$order" "$gateway"; do
    tries=0
    until is_ready "$port"; do
        check_all_alive
        tries=$((tries + 1))
        if [ $tries -gt 600 ]; then
            echo "port $port is still not ready after a minute; its log above says what it waits for" >&2
            end 1
        fi
        sleep 0.1
    done
done

cat <<TEXT

Nonton Yuk is ready:
  gateway  http://127.0.0.1:$gateway/api    the public door
  auth     http://127.0.0.1:$auth
  movie    http://127.0.0.1:$movie
  order    http://127.0.0.1:$order

Try, in another terminal:
  make demo
  curl -s http://127.0.0.1:$gateway/api/register -H 'Content-Type: application/json' \\
       -d '{"email":"you@example.com","password":"a good long one"}'

Ctrl-C stops everything.

TEXT

while true; do
    check_all_alive
    sleep 1 &
    wait $! # a signal ends this at once
done
