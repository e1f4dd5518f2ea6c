#!/usr/bin/env bash
# Kills one of two instances of order while customers order. Each of them gets the order, and only once: after an answer
# without an order, the customer sends the same Idempotency-Key again. Start the system with `make run INSTANCES=2`.
. "$(dirname "$0")/lib.sh"

customers=4 orders=5
victim=$(sed -n 's/ order\/target\/order\.jar$//p' "$run/pids" 2>/dev/null | sed -n 2p) || true
[ -n "$victim" ] || fail "there is one instance of order only: start the system with \`make run INSTANCES=2\`"

as nobody
email=killed-$(date +%s)-$$@example.com
ask 201 POST /register "$(account "$email" "$password")"
ask 200 POST /login "$(account "$email" "$password")"
token=$(field access_token)
find_movie

# Sends each order until it is there. An answer 502, 503 or 504 does not say whether the order was made, and the 409
# request-in-flight says that an earlier try is in progress. After a kill this lasts for 15 seconds at most.
buy() { # CUSTOMER
    local i tries answered
    for ((i = 1; i <= orders; i++)); do
        key=$email-$1-$i
        for ((tries = 1; tries <= 50; tries++)); do
            answered=$(send "$work/$1" POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}") || answered=none
            echo "$answered" >>"$work/answers"
            [ "$answered" != 201 ] || break
            case $answered in none | 50[234]) ;; *) grep -q request-in-flight "$work/$1/body" || return 1 ;; esac
            sleep 1
        done
    done
}

: >"$work/answers"
for ((customer = 1; customer <= customers; customer++)); do buy $customer & done
until [ "$(grep -c 201 "$work/answers")" -ge $customers ] || [ -z "$(jobs -pr)" ]; do sleep 0.1; done
kill -KILL "$victim"
echo "# killed the second instance of order, process $victim"
wait
echo "# the answers to the customers, with their numbers:"
sort "$work/answers" | uniq -c

ask 200 GET "/orders?per_page=1&page=$((customers * orders + 1))" # a page behind the last one
expect total $((customers * orders))
grep -q 'POST /orders 201' "$run/order-2.log" || fail "the second instance got no order: ORDER_URL in .env must name it"
echo "# $((customers * orders)) orders were wanted, and as many were made. \`make run\` has started the instance again."
