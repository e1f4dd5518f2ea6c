#!/usr/bin/env bash
# Movie is stopped, by you, before this: nothing can be booked, and everything that was booked is still there.
. "$(dirname "$0")/lib.sh"

as customer
ask '503 201' POST /orders "{\"movie_title\": \"$title\", \"qty\": 1}"
if [ "$status" = 201 ]; then
    owner=$(labs/port-owner.sh "$MOVIE_PORT")
    fail "movie is running${owner:+ as $owner}: stop it, with Ctrl-C in its terminal or by kill, and run this again"
fi
expect type /problems/movie-unavailable
ask 503 GET /movies
ask 200 GET /orders
echo "# Start movie again (\`make movie\`): a few moments later orders are taken as before."
