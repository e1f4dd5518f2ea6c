#!/usr/bin/env bash
# Pays when the time is over: if nobody has taken the seats meanwhile, the order gets them again, and the timeline tells
# of it. Start order with HOLD_MINUTES=1, or it is a long wait.
. "$(dirname "$0")/lib.sh"

minutes=$(setting HOLD_MINUTES 10)
[ "$minutes" -le 2 ] || fail "seats are held for $minutes minutes; start order with HOLD_MINUTES=1 in .env"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)

echo "# waiting until its time is over" && echo
while [ "$(field status)" = HELD ]; do
    sleep 2
    status=$(send "$work" GET "/orders/$order") || nobody_there /orders
    answer=$(cat "$work/body")
done
show
expect status EXPIRED

ask 200 POST "/orders/$order/pay"
expect status PAID
ask 200 GET "/orders/$order/events"
case $answer in *'"REVIVED"'*) ;; *) fail "the timeline doesn't tell that the order got its seats again" ;; esac
