#!/usr/bin/env bash
# The staff at the door ask order directly whether a ticket is valid. No ticket is accepted before the doors open.
. "$(dirname "$0")/lib.sh"

as customer
ask 201 POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
order=$(field id) showtime=$(field showtime_id)
ask 200 POST "/orders/$order/pay"
ask 200 GET "/orders/$order/ticket"
code=$(field code)
ask 403 POST "${ORDER_URL%%,*}/tickets/check-in" "{\"code\": \"$code\", \"showtime_id\": $showtime, \"door\": \"A\"}"

as admin # or staff
ask '409 200' POST "${ORDER_URL%%,*}/tickets/check-in" "{\"code\": \"$code\", \"showtime_id\": $showtime, \"door\": \"A\"}"
ask 422 POST "${ORDER_URL%%,*}/tickets/check-in" "{\"code\": \"forged\", \"showtime_id\": $showtime, \"door\": \"A\"}"
