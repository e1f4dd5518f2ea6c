#!/usr/bin/env bash
# The public keys with which everybody can tell auth's tokens from forged ones, and what they say of a forged one.
. "$(dirname "$0")/lib.sh"

ask 200 GET /.well-known/jwks.json
as customer
signature=${token##*.} letter=A
if [ "${signature:0:1}" = A ]; then letter=B; fi
token=${token%.*}.$letter${signature:1} # another signature
ask 401 GET /me
expect type /problems/token-invalid
