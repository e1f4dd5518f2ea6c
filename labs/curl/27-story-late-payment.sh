#!/usr/bin/env bash
# Pays an expired order. If its seats are still free, the order gets them again, and its events say so.
# Start order with HOLD_SECONDS=10, otherwise the wait is long.
. "$(dirname "$0")/lib.sh"

seconds=$(setting HOLD_SECONDS 600)
[ "$seconds" -le 120 ] || fail "an order holds its seats for $seconds seconds; start order with HOLD_SECONDS=10 in .env"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)

echo "# waiting until the order expires" && echo
while [ "$(field status)" = HELD ]; do
    sleep 2
    status=$(send "$work" GET "/orders/$order") || no_answer /orders
    answer=$(cat "$work/body")
done
show
expect status EXPIRED

ask 200 POST "/orders/$order/pay"
expect status PAID
ask 200 GET "/orders/$order/events"
case $answer in *'"REVIVED"'*) ;; *) fail "the events don't say that the order got its seats again" ;; esac
