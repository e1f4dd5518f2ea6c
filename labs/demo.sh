#!/usr/bin/env bash
# The journey from registering to an order, by curl through the gateway. Prints each request and its answer, and ends
# with an error at the first step that is not as it should be. Needs bash and curl; jq makes the answers prettier.
set -euo pipefail

api=${API:-http://127.0.0.1:8000/api}
title=${TITLE:-Inception}
email=demo-$(date +%s)-$$@example.com
password='seven brown foxes'
token='' answer=''

pretty() {
    if command -v jq >/dev/null; then jq .; else cat; fi
}

fail() {
    echo "demo: $1" >&2
    exit 1
}

# ask STATUS METHOD PATH [BODY]: sends the request, shows it and its answer, and insists on the status.
ask() {
    local want=$1 method=$2 path=$3 body=${4:-} status
    echo "> $method $api$path"
    set -- --silent --show-error --request "$method" --write-out '\n%{http_code}'
    [ -z "$token" ] || set -- "$@" --header "Authorization: Bearer $token"
    [ -z "$body" ] || { set -- "$@" --header 'Content-Type: application/json' --data "$body" && echo "> $body"; }
    answer=$(curl "$@" "$api$path") || fail "the gateway does not answer; is \`make run\` running in another terminal?"
    status=${answer##*$'\n'}
    answer=${answer%$'\n'*}
    echo "< $status"
    printf '%s\n\n' "$answer" | cut -c1-2000 | pretty
    [ "$status" = "$want" ] || fail "expected $want for $method $path, but it was $status"
}

# field NAME: the first value of that name in the answer.
field() {
    local value
    value=$(printf '%s' "$answer" | grep -oE "\"$1\":(\"[^\"]*\"|[0-9]+)" | head -1 | sed -E 's/^"[a-z_]+":"?([^"]*)"?$/\1/') ||
        fail "there is no $1 in the answer"
    printf '%s' "$value"
}

expect() { # NAME VALUE
    local value
    value=$(field "$1")
    [ "$value" = "$2" ] || fail "expected $1 to be \"$2\", but it was \"$value\""
}

echo "== 1. Register"
ask 201 POST /register "{\"email\":\"$email\",\"password\":\"$password\"}"
expect email "$email"
user=$(field id)

echo "== 2. Log in"
ask 200 POST /login "{\"email\":\"$email\",\"password\":\"$password\"}"
expect token_type Bearer
token=$(field access_token)

echo "== 3. The token says who you are"
ask 200 GET /me
expect id "$user"

echo "== 4. Find a film that came from TheMovieDB"
for try in 1 2 3 4 5 6 7 8 9 10; do # a system that has only just started is still importing
    ask 200 GET "/movies?q=$title&per_page=1"
    [ "$(field total)" = 0 ] || break
    [ "$try" = 10 ] && fail "TheMovieDB's films do not come; the gateway's log says why"
    sleep 1
done
expect title "$title"
movie=$(field id)

echo "== 5. When is it shown?"
ask 200 GET "/movies/$movie/showtimes"
field starts_at >/dev/null

echo "== 6. Order two seats"
ask 201 POST /orders "{\"user_id\":$user,\"movie_title\":\"$title\",\"qty\":2}"
expect message "Order created successfully"
expect movie_title "$title"
expect qty 2
order=$(field id)

echo "== 7. The order's status: the seats are held"
ask 200 GET "/orders/$order"
expect status HELD

echo "== 8. All your orders"
ask 200 GET /orders
expect id "$order"

echo "demo: order $order holds two seats for $title"
