#!/usr/bin/env bash
# The gateway limits the logins per minute from one address. The answer 429 says when to try again.
# For a minute after this story, all logins from this machine are refused.
. "$(dirname "$0")/lib.sh"

as nobody
max=$(setting LOGINS_PER_MINUTE 120)
status=''
tries=0
while [ "$status" != 429 ]; do
    tries=$((tries + 1))
    # The limit refills during the loop, so the loop needs more tries than the limit.
    [ $tries -le $((2 * max)) ] || fail "the gateway accepted $tries logins; LOGINS_PER_MINUTE allows $max"
    status=$(send "$work" POST /login '{}') || no_answer /login
done

echo "# The gateway forwarded $((tries - 1)) logins, all of them wrong. The next one:"
answer=$(cat "$work/body")
show
expect type /problems/too-many-requests
grep -qi '^retry-after: [1-9]' "$work/head" || fail "the answer has no Retry-After"
