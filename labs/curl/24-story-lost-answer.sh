#!/usr/bin/env bash
# The answer to an order is lost on its way, so the customer sends it again, with the same Idempotency-Key: there is
# one order, and the same answer.
. "$(dirname "$0")/lib.sh"

as customer
key=$(date +%s)-$$
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id)
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
expect id "$order"
grep -qi '^Idempotency-Replayed: true' "$work/head" || fail "the second answer doesn't say that it is the first one"

echo "# The same key for something else is a mistake."
ask 422 POST /orders "{\"movie_title\": \"$title\", \"qty\": 2}"

key=''
ask 200 GET '/orders?per_page=1'
expect id "$order"
