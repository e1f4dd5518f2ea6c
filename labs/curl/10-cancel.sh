#!/usr/bin/env bash
# Cancels an order. Its seats are free at once. The order stays, with the status CANCELLED and its events.
. "$(dirname "$0")/lib.sh"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 200 POST "/orders/$order/cancel"
expect status CANCELLED

echo "# Cancelling again succeeds too, and changes nothing."
ask 200 POST "/orders/$order/cancel"
ask 200 GET "/orders/$order/events"

echo "# A cancelled order has no ticket."
ask 409 GET "/orders/$order/ticket"
