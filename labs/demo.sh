#!/usr/bin/env bash
# The journey from registering to a ticket, by curl through the gateway. Prints each request and its answer, and ends
# with an error at the first step that is not as it should be. Needs bash and curl; jq makes the answers prettier.
. "$(dirname "$0")/curl/lib.sh"

customer_email=demo-$(date +%s)-$$@example.com

echo "== 1. Register, once the admin is there: that is the first account ever made"
ask '201 409' POST /register "$(account "$admin_email" "$admin_password")"
ask 201 POST /register "$(account "$customer_email" "$password")"
expect email "$customer_email"
user=$(field id)

echo "== 2. Log in"
ask 200 POST /login "$(account "$customer_email" "$password")"
expect token_type Bearer
token=$(field access_token)

echo "== 3. The token says who you are"
ask 200 GET /me
expect id "$user"

echo "== 4. Find a movie that came from TheMovieDB"
find_movie
expect title "$title"

echo "== 5. When is it shown?"
ask 200 GET "/movies/$movie/showtimes"
field starts_at >/dev/null

echo "== 6. Order two seats"
ask 201 POST /orders "{\"user_id\":$user,\"movie_title\":\"$title\",\"qty\":2}"
expect message "Order created successfully"
expect movie_title "$title"
expect qty 2
order=$(field id)

echo "== 7. The order's status: the seats are held"
ask 200 GET "/orders/$order"
expect status HELD

echo "== 8. All your orders"
ask 200 GET /orders
expect id "$order"

echo "== 9. Pay: the seats are sold"
ask 200 POST "/orders/$order/pay"
expect status PAID

echo "== 10. The tickets, one for each seat"
ask 200 GET "/orders/$order/ticket"
field code >/dev/null

echo "demo: order $order has two tickets for $title"
