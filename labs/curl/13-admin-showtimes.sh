#!/usr/bin/env bash
# The admin adds a showtime, finds that a studio shows one movie at a time, and cancels it again.
. "$(dirname "$0")/lib.sh"

as admin
ask 200 GET /studios
showtime="{\"studio_id\": $(field id), \"starts_at\": \"$(in_days 41 02:00)\", \"price\": 45000}"
find_movie
ask 201 POST "/movies/$movie/showtimes" "$showtime"
id=$(field id)
ask 409 POST "/movies/$movie/showtimes" "$showtime"

echo "# A cancelled showtime can still be looked at: somebody may have a ticket for it."
ask 204 DELETE "/showtimes/$id"
ask 200 GET "/showtimes/$id"
expect status CANCELLED
