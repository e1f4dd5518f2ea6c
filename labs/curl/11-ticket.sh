#!/usr/bin/env bash
# Gets the tickets of an order: none before it is paid, then a signed code and a picture for each seat.
. "$(dirname "$0")/lib.sh"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 409 GET "/orders/$order/ticket"
ask 200 POST "/orders/$order/pay"
ask 200 GET "/orders/$order/ticket"
seat=$(field seat)
case $(send "$work" GET "/orders/$order/ticket/$seat") in
    200) cp "$work/body" "$run/ticket.svg" && echo "# $run/ticket.svg is the QR code of the ticket for $seat." ;;
    *) fail "there is no picture of the ticket for $seat" ;;
esac
