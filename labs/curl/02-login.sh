#!/usr/bin/env bash
# Gets a token for each of the two accounts. The other scripts use these tokens.
# The customer's previous token is kept as the old one, for 22-story-expired-token.sh.
. "$(dirname "$0")/lib.sh"

log_in() { # NAME EMAIL PASSWORD
    as nobody
    ask 200 POST /login "$(account "$2" "$3")"
    expect token_type Bearer
    field access_token >"$run/$1.token"
}

if [ -s "$run/customer.token" ]; then mv "$run/customer.token" "$run/old.token"; fi
log_in admin "$admin_email" "$admin_password"
log_in customer "$customer_email" "$password"

echo "# The token says who you are."
as admin
ask 200 GET /me
if [ "$(field role)" != admin ]; then
    echo "# Another account is the admin. Set ADMIN_EMAIL and ADMIN_PASSWORD to that account for the admin's scripts."
fi
as customer
ask 200 GET /me
expect email "$customer_email"

echo "# A wrong password and an unknown email get the same answer."
as nobody
ask 401 POST /login "$(account "$customer_email" wrong-password)"
ask 401 POST /login "$(account nobody@example.com wrong-password)"
