#!/usr/bin/env bash
# Lists when and where a movie is shown.
. "$(dirname "$0")/lib.sh"

as customer
find_movie
ask 200 GET "/movies/$movie/showtimes"
showtime=$(field id)
ask 200 GET "/showtimes/$showtime"
expect movie_title "$title"
ask 200 GET "/showtimes?title=$title"

echo "# The studios with their rows and seats."
ask 200 GET /studios
ask 200 GET "/studios/$(field id)"

ask 404 GET /showtimes/999999
