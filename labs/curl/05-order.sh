#!/usr/bin/env bash
# Orders the best seats of the next showtime, and the best seat of a given showtime.
# The seats are held until expires_at.
. "$(dirname "$0")/lib.sh"

as customer
ask 200 GET /me
me=$(field id)
find_movie

ask 201 POST /orders "{\"user_id\": $me, \"movie_title\": \"$title\", \"qty\": 2}"
expect message "Order created successfully"
expect qty 2
expect status HELD

ask 201 POST /orders "{\"showtime_id\": $(field showtime_id), \"qty\": 1}"

echo "# Three orders that are refused: for another account, for an unknown movie, and for too many seats."
ask 403 POST /orders "{\"user_id\": 999999, \"movie_title\": \"$title\", \"qty\": 1}"
ask 404 POST /orders '{"movie_title": "No Such Movie", "qty": 1}'
ask 422 POST /orders "{\"movie_title\": \"$title\", \"qty\": 11}"
