#!/usr/bin/env bash
# The movies: a page of them, by a part of the title, by genre, and one by its number.
. "$(dirname "$0")/lib.sh"

echo "# Without a token nothing is shown."
ask 401 GET /movies

as customer
find_movie
expect title "$title"
ask 200 GET "/movies/$movie"
ask 200 GET '/movies?genre=Animation&per_page=2'
ask 200 GET '/movies?page=2&per_page=2'

echo "# A movie that isn't there, and a page that can't be."
ask 404 GET /movies/999999
ask 422 GET '/movies?page=0'
