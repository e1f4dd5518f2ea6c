#!/usr/bin/env bash
# The life of a session: it gets a new access token, changes the password and logs out. Then both tokens are refused.
# The script uses a new account, so that the accounts of the other scripts stay unchanged.
. "$(dirname "$0")/lib.sh"

email=session-$(date +%s)-$$@example.com
new_password='eight grey wolves'

refresh() { # STATUS
    token='' # this request needs the refresh token only
    ask "$1" POST /token/refresh "{\"refresh_token\":\"$refresh_token\"}"
}

ask 201 POST /register "$(account "$email" "$password")"
ask 200 POST /login "$(account "$email" "$password")"
old_token=$(field access_token) refresh_token=$(field refresh_token)

echo "# A refresh token can be used once. The answer has the next one."
refresh 200
token=$(field access_token) refresh_token=$(field refresh_token)
ask 200 GET /me
expect email "$email"

echo "# Changing the password needs the old password. After that the new one is valid."
ask 401 POST /password "{\"old_password\":\"not this one\",\"new_password\":\"$new_password\"}"
ask 204 POST /password "{\"old_password\":\"$password\",\"new_password\":\"$new_password\"}"
as nobody
ask 401 POST /login "$(account "$email" "$password")"

echo "# This session continues. Logging out ends it, and its refresh token is refused."
refresh 200
token=$(field access_token) refresh_token=$(field refresh_token)
ask 204 POST /logout
refresh 401
expect type /problems/session-ended

echo "# All access tokens of the session are refused now, also its first one. Auth refuses them at once."
echo "# The other services copy auth's list of ended sessions within seconds."
token=$old_token
ask 401 GET "${AUTH_URL%%,*}/me"
expect type /problems/session-ended

as nobody
ask 200 POST /login "$(account "$email" "$new_password")"
token=$(field access_token)

echo "# The account is deleted with its password. Its orders stay for the books, with its number only."
ask 401 DELETE /me '{"password":"not this one"}'
ask 204 DELETE /me "{\"password\":\"$new_password\"}"
as nobody
ask 401 POST /login "$(account "$email" "$new_password")"
