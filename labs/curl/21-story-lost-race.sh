#!/usr/bin/env bash
# Two customers order the same two seats at the same moment. One gets them; the other gets 409 seat-taken.
. "$(dirname "$0")/lib.sh"

as customer
first_token=$token
rival=citra@example.com
as nobody
ask '201 409' POST /register "$(account $rival "$password")"
ask 200 POST /login "$(account $rival "$password")"
token=$(field access_token)
find_movie
ask 200 GET "/movies/$movie/showtimes"
showtime=$(field id)

race() { # ROW: sends both orders at once
    local body="{\"showtime_id\": $showtime, \"seats\": [\"${1}7\", \"${1}8\"]}"
    echo "> POST /orders, twice at once: $body"
    (token=$first_token && send "$work/first" POST /orders "$body" >"$work/first.status") &
    send "$work/second" POST /orders "$body" >"$work/second.status" || no_answer /orders
    wait $! || no_answer /orders
    outcome="$(cat "$work/first.status") $(cat "$work/second.status")"
    echo "< $outcome" && echo
}

for row in A B C D E F; do
    race $row
    [ "$outcome" = '409 409' ] || break # these seats were taken before the race
done
case $outcome in
    '201 409') echo "# $customer_email has the seats. The answer to $rival:" && loser=second ;;
    '409 201') echo "# $rival has the seats. The answer to $customer_email:" && loser=first ;;
    *) fail "expected one 201 and one 409, but it was $outcome" ;;
esac
status=409 answer=$(cat "$work/$loser/body")
cp "$work/$loser/head" "$work/$loser/body" "$work/"
show
expect type /problems/seat-taken
