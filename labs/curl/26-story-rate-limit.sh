#!/usr/bin/env bash
# Whoever knocks too often must wait: the gateway takes so many logins a minute from one address, then it says when to
# come back. For a minute after this story nobody can log in from here.
. "$(dirname "$0")/lib.sh"

as nobody
most=$(setting LOGINS_PER_MINUTE 120)
status=''
tries=0
while [ "$status" != 429 ]; do
    tries=$((tries + 1))
    # More come back while we try, so it takes some more than they are.
    [ $tries -le $((2 * most)) ] || fail "$tries logins were taken; LOGINS_PER_MINUTE says how many should be"
    status=$(send "$work" POST /login '{}') || nobody_there /login
done

echo "# $((tries - 1)) logins were taken, though not one of them was right; the next one:"
answer=$(cat "$work/body")
show
expect type /problems/too-many-requests
grep -qi '^retry-after: [1-9]' "$work/head" || fail "the answer doesn't say when to come back"
