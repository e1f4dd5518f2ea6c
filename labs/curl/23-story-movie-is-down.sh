#!/usr/bin/env bash
# Stop movie before you run this. Nothing can be booked then, but the existing orders can still be read.
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
echo "# Start movie again (\`make movie\`). A few moments later order accepts new orders."
