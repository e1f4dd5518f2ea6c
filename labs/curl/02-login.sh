#!/usr/bin/env bash
# Gets a token for each of the two accounts; the other scripts use them. The customer's last one is kept as the old one.
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
    echo "# Somebody else was here first: the admin's scripts want ADMIN_EMAIL and ADMIN_PASSWORD of that account."
fi
as customer
ask 200 GET /me
expect email "$customer_email"

echo "# A wrong password and an unknown email get the same answer."
as nobody
ask 401 POST /login "$(account "$customer_email" wrong-password)"
ask 401 POST /login "$(account nobody@example.com wrong-password)"
