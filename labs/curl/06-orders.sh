#!/usr/bin/env bash
# Your orders, the newest first, and one of them.
. "$(dirname "$0")/lib.sh"

as customer
ask 200 GET '/orders?per_page=2'
order=$(field id)
ask 200 GET "/orders/$order"
expect id "$order"

echo "# What isn't there and what isn't yours look the same."
ask 404 GET /orders/999999

echo "# The admin sees everybody's."
as admin
ask 200 GET "/orders/$order"
