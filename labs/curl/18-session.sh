#!/usr/bin/env bash
# A login of one's own: a refresh token gets the next access token, the password is changed, and after logging out
# neither token is good. It takes an account that nobody has yet, so that those of the other scripts stay as they are.
. "$(dirname "$0")/lib.sh"

email=session-$(date +%s)-$$@example.com
new_password='eight grey wolves'

refresh() { # STATUS
    token='' # the refresh token alone is asked for
    ask "$1" POST /token/refresh "{\"refresh_token\":\"$refresh_token\"}"
}

ask 201 POST /register "$(account "$email" "$password")"
ask 200 POST /login "$(account "$email" "$password")"
old_token=$(field access_token) refresh_token=$(field refresh_token)

echo "# A refresh token is good once: the answer has the next one."
refresh 200
token=$(field access_token) refresh_token=$(field refresh_token)
ask 200 GET /me
expect email "$email"

echo "# Only who knows the old password changes it, and it is the new one that counts from then on."
ask 401 POST /password "{\"old_password\":\"not this one\",\"new_password\":\"$new_password\"}"
ask 204 POST /password "{\"old_password\":\"$password\",\"new_password\":\"$new_password\"}"
as nobody
ask 401 POST /login "$(account "$email" "$password")"

echo "# This session stays. It ends by logging out, and its refresh token with it."
refresh 200
token=$(field access_token) refresh_token=$(field refresh_token)
ask 204 POST /logout
refresh 401
expect type /problems/session-ended

echo "# All access tokens of the session, its first one too, are refused from then on: at once by auth, and within"
echo "# seconds by the others, which copy its list."
token=$old_token
ask 401 GET "${AUTH_URL%%,*}/me"
expect type /problems/session-ended

as nobody
ask 200 POST /login "$(account "$email" "$new_password")"
