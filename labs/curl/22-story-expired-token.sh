#!/usr/bin/env bash
# Sends an expired token. The service refuses it, and a new login helps.
# The script uses the old token: the one from before your last run of 02-login.sh.
. "$(dirname "$0")/lib.sh"

[ -s "$run/old.token" ] || fail "there is no old token yet: run labs/curl/02-login.sh twice"
token=$(cat "$run/old.token")

echo "# Everyone can read the content of a token. Only auth can sign one:"
content=${token#*.}
content=$(printf '%s' "${content%%.*}" | tr '_-' '/+')
while [ $((${#content} % 4)) != 0 ]; do content=$content=; done
answer=$(printf '%s' "$content" | base64 --decode)
echo "$answer" && echo

left=$(($(field exp) + 30 - $(date +%s))) # services allow for 30 s of clock difference
if [ $left -gt 120 ]; then
    fail "the old token is valid for another $((left / 60)) minutes. Start auth with TOKEN_MINUTES=1 and log in twice"
fi
while [ $left -ge 0 ]; do
    echo "# the token is valid for another $left s" && sleep $((left < 10 ? left + 1 : 10))
    left=$(($(field exp) + 30 - $(date +%s)))
done

ask 401 GET /orders
expect type /problems/token-expired

as nobody
ask 200 POST /login "$(account "$customer_email" "$password")"
field access_token >"$run/customer.token"
as customer
ask 200 GET /orders
