#!/usr/bin/env bash
# Each service says whether it lives, and whether it has all that it needs.
. "$(dirname "$0")/lib.sh"

gateway=${api%/api}
for address in "$(setting AUTH_URL "http://127.0.0.1:$(setting AUTH_PORT 8001)")" \
    "$(setting MOVIE_URL "http://127.0.0.1:$(setting MOVIE_PORT 8002)")" \
    "$(setting ORDER_URL "http://127.0.0.1:$(setting ORDER_PORT 8003)")" "$gateway"; do
    ask 200 GET "$address/health/live"
    ask '200 503' GET "$address/health/ready"
    [ "$status" = 200 ] || not_running "$(field detail)"
done
