#!/usr/bin/env bash
# Asks every instance of every service whether it is alive and whether it is ready.
. "$(dirname "$0")/lib.sh"

for address in ${AUTH_URL//,/ } ${MOVIE_URL//,/ } ${ORDER_URL//,/ } "$GATEWAY_URL"; do
    ask 200 GET "$address/health/live"
    ask '200 503' GET "$address/health/ready"
    [ "$status" = 200 ] || not_running "$(field detail)"
done
