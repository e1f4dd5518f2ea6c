#!/usr/bin/env bash
# Pays an order twice with the same Idempotency-Key. The customer pays once.
. "$(dirname "$0")/lib.sh"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 2}"
order=$(field id)
key=pay-$order
ask 200 POST "/orders/$order/pay"
expect status PAID
ask 200 POST "/orders/$order/pay"
key=''
ask 200 GET "/orders/$order/events"
ask 404 POST /orders/999999/pay
