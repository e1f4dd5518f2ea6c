#!/usr/bin/env bash
# An order that is called off: its seats are free at once, and the order stays as a cancelled one, with its story.
. "$(dirname "$0")/lib.sh"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 200 POST "/orders/$order/cancel"
expect status CANCELLED

echo "# Asked for a second time it is as it was wished."
ask 200 POST "/orders/$order/cancel"
ask 200 GET "/orders/$order/events"

echo "# There is no ticket for it."
ask 409 GET "/orders/$order/ticket"
