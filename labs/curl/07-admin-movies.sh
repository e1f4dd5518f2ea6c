#!/usr/bin/env bash
# The admin adds a movie with a showtime, changes the movie, and removes both.
. "$(dirname "$0")/lib.sh"

movie='"title": "The Script", "genre": "Drama", "overview": "A shell script gets a part."'

echo "# A customer may not add a movie."
as customer
ask 403 POST /movies "{$movie, \"duration\": 90}"

as admin
ask 200 GET /studios
ask 201 POST /movies "{$movie, \"duration\": 90,
  \"schedule\": [{\"studio_id\": $(field id), \"starts_at\": \"$(in_days 40 02:00)\", \"price\": 45000}]}"
id=$(field id)
ask 200 PUT "/movies/$id" "{$movie, \"duration\": 100}"
expect duration 100

echo "# A movie with upcoming showtimes can't be removed."
ask 409 DELETE "/movies/$id"
ask 200 GET "/movies/$id/showtimes"
ask 204 DELETE "/showtimes/$(field id)"
ask 204 DELETE "/movies/$id"
ask 404 GET "/movies/$id"
