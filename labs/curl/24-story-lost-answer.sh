#!/usr/bin/env bash
# The answer to an order is lost, so the customer sends the order again with the same Idempotency-Key.
# There is one order, and the second answer is the same as the first.
. "$(dirname "$0")/lib.sh"

as customer
key=$(date +%s)-$$
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
expect id "$order"
grep -qi '^Idempotency-Replayed: true' "$work/head" || fail "the second answer has no header Idempotency-Replayed: true"

echo "# The same key with another body is refused."
ask 422 POST /orders "{\"movie_title\": \"$title\", \"qty\": 2}"

key=''
ask 200 GET '/orders?per_page=1'
expect id "$order"
