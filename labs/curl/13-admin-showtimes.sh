#!/usr/bin/env bash
# The admin adds a showtime and cancels it. A second showtime at the same time is refused: the studio is busy.
. "$(dirname "$0")/lib.sh"

as admin
ask 200 GET /studios
showtime="{\"studio_id\": $(field id), \"starts_at\": \"$(in_days 41 02:00)\", \"price\": 45000}"
find_movie
ask 201 POST "/movies/$movie/showtimes" "$showtime"
id=$(field id)
ask 409 POST "/movies/$movie/showtimes" "$showtime"

echo "# A cancelled showtime can still be read, because customers may have tickets for it."
ask 204 DELETE "/showtimes/$id"
ask 200 GET "/showtimes/$id"
expect status CANCELLED
