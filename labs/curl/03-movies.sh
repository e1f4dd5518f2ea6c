#!/usr/bin/env bash
# Finds movies by title and by genre, one movie by its number, and lists them page by page.
. "$(dirname "$0")/lib.sh"

echo "# A request without a token is refused."
ask 401 GET /movies

as customer
find_movie
expect title "$title"
ask 200 GET "/movies/$movie"
ask 200 GET '/movies?genre=Animation&per_page=2'
ask 200 GET '/movies?page=2&per_page=2'

echo "# A movie that does not exist, and a page number that is not allowed."
ask 404 GET /movies/999999
ask 422 GET '/movies?page=0'
