#!/usr/bin/env bash
# What a token is worth when its time is over: nothing, and the answer says that you should log in again. It takes the
# old token, the one that you had before your last 02-login.sh.
. "$(dirname "$0")/lib.sh"

[ -s "$run/old.token" ] || fail "there is no old token yet: run labs/curl/02-login.sh twice"
token=$(cat "$run/old.token")

echo "# Anybody can read what is in a token; only auth can write one:"
content=${token#*.}
content=$(printf '%s' "${content%%.*}" | tr '_-' '/+')
while [ $((${#content} % 4)) != 0 ]; do content=$content=; done
answer=$(printf '%s' "$content" | base64 --decode)
echo "$answer" && echo

left=$(($(field exp) + 30 - $(date +%s))) # clocks may differ by half a minute
if [ $left -gt 120 ]; then
    fail "it is good for another $((left / 60)) minutes. Start auth with TOKEN_MINUTES=1, log in twice, and come back"
fi
while [ $left -ge 0 ]; do
    echo "# good for another $left s" && sleep $((left < 10 ? left + 1 : 10))
    left=$(($(field exp) + 30 - $(date +%s)))
done

ask 401 GET /orders
expect type /problems/token-expired

as nobody
ask 200 POST /login "$(account "$customer_email" "$password")"
field access_token >"$run/customer.token"
as customer
ask 200 GET /orders
