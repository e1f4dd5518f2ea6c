#!/usr/bin/env bash
# Two accounts. The first one that is ever made is the admin's, all later ones are customers'. They stay, so the second
# time each is a 409.
. "$(dirname "$0")/lib.sh"

ask '201 409' POST /register "$(account "$admin_email" "$admin_password")"
ask '201 409' POST /register "$(account "$customer_email" "$password")"

echo "# What is wrong is told field by field."
ask 422 POST /register '{"email":"budi","password":"short"}'
