#!/usr/bin/env bash
# Two friends want to sit together. The script tries pairs of seats until a pair is free, and starts in row E.
. "$(dirname "$0")/lib.sh"

as customer
find_movie
ask 200 GET "/movies/$movie/showtimes"
showtime=$(field id)
status=409
for seats in E1,E2 E3,E4 E5,E6 F1,F2 F3,F4 F5,F6 D1,D2 D3,D4 C1,C2 C3,C4 B1,B2 B3,B4 A1,A2 A3,A4; do
    ask '201 409' POST /orders "{\"showtime_id\": $showtime, \"seats\": [\"${seats%,*}\", \"${seats#*,}\"]}"
    [ "$status" = 409 ] || break
done
[ "$status" = 201 ] || fail "there are no two seats left"
ask 200 GET "/orders/$(field id)"
expect status HELD
echo "# ${seats%,*} and ${seats#*,} are held for $customer_email until $(field expires_at)."
