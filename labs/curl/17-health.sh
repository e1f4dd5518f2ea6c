#!/usr/bin/env bash
# Each service says whether it lives, and whether it has all that it needs; each of its instances where there are more.
. "$(dirname "$0")/lib.sh"

for address in ${AUTH_URL//,/ } ${MOVIE_URL//,/ } ${ORDER_URL//,/ } "$GATEWAY_URL"; do
    ask 200 GET "$address/health/live"
    ask '200 503' GET "$address/health/ready"
    [ "$status" = 200 ] || not_running "$(field detail)"
done
