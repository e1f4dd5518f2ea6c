#!/usr/bin/env bash
# Lists your orders, the newest first, and reads one of them.
. "$(dirname "$0")/lib.sh"

as customer
ask 200 GET '/orders?per_page=2'
order=$(field id)
ask 200 GET "/orders/$order"
expect id "$order"

echo "# A missing order and another customer's order get the same answer."
ask 404 GET /orders/999999

echo "# The admin sees all orders."
as admin
ask 200 GET "/orders/$order"
