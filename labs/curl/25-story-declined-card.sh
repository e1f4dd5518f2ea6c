#!/usr/bin/env bash
# The payment provider declines, the seats stay held, and a second try succeeds.
# The script switches the stand-in for the payment provider, so the stand-in must be running.
. "$(dirname "$0")/lib.sh"

bank=$PAYMENT_URL/stand-in/mode
bank_key=$(setting PAYMENT_KEY '')
trap 'token=$bank_key; send "$work" PUT "$bank" "{\"mode\": \"ok\"}" >/dev/null; rm -rf "$work"' EXIT

token=$bank_key
ask 200 PUT "$bank" '{"mode": "decline"}'
as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 402 POST "/orders/$order/pay"
ask 200 GET "/orders/$order"
expect status HELD

token=$bank_key
ask 200 PUT "$bank" '{"mode": "ok"}'
as customer
ask 200 POST "/orders/$order/pay"
expect status PAID
ask 200 GET "/orders/$order/events"
