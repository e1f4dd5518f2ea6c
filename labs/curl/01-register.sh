#!/usr/bin/env bash
# Makes two accounts. The first account ever is the admin's; all later ones are customers'.
# A second run gets 409, because the accounts exist.
. "$(dirname "$0")/lib.sh"

ask '201 409' POST /register "$(account "$admin_email" "$admin_password")"
ask '201 409' POST /register "$(account "$customer_email" "$password")"

echo "# The answer names each wrong field."
ask 422 POST /register '{"email":"budi","password":"short"}'
