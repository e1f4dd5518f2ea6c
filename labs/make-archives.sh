#!/usr/bin/env bash
# Makes a class-data archive beside the jar of each service, or of those that are named: labs/make-archives.sh order.
# Each service starts alone, answers two requests and stops. The JVM saves the classes that it loaded, and maps them
# into memory at the next start.
set -euo pipefail
cd "$(dirname "$0")/.."

nowhere=http://127.0.0.1:9
secret=only-for-the-archives # a service without its secrets ends before it loads its classes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# An interrupted script stops its subshells, and each subshell stops its service.
give_up() {
    trap '' INT TERM HUP
    # shellcheck disable=SC2046 # the process ids are separate words
    kill $(jobs -pr) 2>/dev/null || true
    # A `wait` inside an interrupted `wait` returns at once, so poll.
    while [ -n "$(jobs -pr)" ]; do sleep 0.1; done
    exit 1
}
trap give_up INT TERM HUP

# bash sends the request, because the image of a container has no curl.
request() { # PORT METHOD PATH BODY
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1"
        printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' "$2" "$3" >&3
        printf 'Content-Length: %d\r\nConnection: close\r\n\r\n%s' ${#4} "$4" >&3
        read -r -t 5 <&3
    ) 2>/dev/null
}

make_archive() {
    trap give_up INT TERM HUP # a subshell does not inherit the trap
    local service=$1 log=$work/$1.log port='' name
    name=$(echo "$service" | tr '[:lower:]' '[:upper:]')
    : >"$log" # the loop below may read it before the service writes to it
    env BIND_ADDRESS=127.0.0.1 "${name}_PORT=0" AUTH_URL=$nowhere MOVIE_URL=$nowhere ORDER_URL=$nowhere \
        TMDB_URL=$nowhere "${name}_DB_URL=jdbc:mysql://127.0.0.1:9/none" "${name}_DB_PASSWORD=$secret" \
        GATEWAY_CLIENT_SECRET=$secret ORDER_CLIENT_SECRET=$secret TMDB_TOKEN=$secret \
        TICKET_SECRET=$secret PAYMENT_KEY=$secret PAYMENT_CALLBACK_SECRET=$secret \
        labs/java.sh "$service/target/$service.jar" --make-archive >"$log" 2>&1 &
    local pid=$!
    for _ in $(seq 100); do
        port=$(sed -n "s/.* $service listens on http:.*:\([0-9]*\)$/\1/p" "$log")
        if [ -n "$port" ] || ! kill -0 "$pid" 2>/dev/null; then break; fi
        sleep 0.1
    done
    if [ -n "$port" ]; then
        request "$port" GET /health/ready '' || true
        request "$port" POST /login '{"email":"a@b.id","password":"12345678"}' || true
    fi
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
}

for service in ${*:-auth movie order gateway}; do
    make_archive "$service" &
done
wait
