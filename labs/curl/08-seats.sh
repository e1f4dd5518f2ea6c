#!/usr/bin/env bash
# Draws the seats of a showtime. The screen is at the top: . free, h held, x sold, Y yours.
. "$(dirname "$0")/lib.sh"

as customer
find_movie
ask 200 GET "/movies/$movie/showtimes"
ask 200 GET "/seats/$(field id)"

for word in $(printf '%s' "$answer" | grep -oE '"row":"[A-Z]"|"state":"[a-z]+"'); do
    case $word in
        '"row"'*) word=${word%\"} && printf '\n  %s ' "${word##*\"}" ;;
        *free*) printf ' .' ;;
        *held*) printf ' h' ;;
        *sold*) printf ' x' ;;
        *yours*) printf ' Y' ;;
    esac
done
echo

ask 404 GET /seats/999999
