#!/usr/bin/env bash
# The journey from a new account to a ticket, with curl through the gateway. Prints each request and its answer.
# Ends with an error at the first unexpected answer. Needs bash and curl; jq formats the answers.
. "$(dirname "$0")/curl/lib.sh"

customer_email=demo-$(date +%s)-$$@example.com

echo "== 1. Register the admin, who has the first account, and then a customer"
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

echo "== 4. Find a movie that was imported from TheMovieDB"
find_movie
expect title "$title"

echo "== 5. List its showtimes"
ask 200 GET "/movies/$movie/showtimes"
field starts_at >/dev/null

echo "== 6. Order two seats"
ask 201 POST /orders "{\"user_id\":$user,\"movie_title\":\"$title\",\"qty\":2}"
expect message "Order created successfully"
expect movie_title "$title"
expect qty 2
order=$(field id)

echo "== 7. Read the order: its seats are held"
ask 200 GET "/orders/$order"
expect status HELD

echo "== 8. List your orders"
ask 200 GET /orders
expect id "$order"

echo "== 9. Pay the order: its seats are sold"
ask 200 POST "/orders/$order/pay"
expect status PAID

echo "== 10. Get the tickets, one for each seat"
ask 200 GET "/orders/$order/ticket"
field code >/dev/null

echo "demo: order $order has two tickets for $title"
