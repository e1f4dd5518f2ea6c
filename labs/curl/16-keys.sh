#!/usr/bin/env bash
# Gets the public keys that verify auth's tokens, and sends a token with a forged signature.
. "$(dirname "$0")/lib.sh"

ask 200 GET /.well-known/jwks.json
as customer
signature=${token##*.} letter=A
if [ "${signature:0:1}" = A ]; then letter=B; fi
token=${token%.*}.$letter${signature:1} # the first letter of the signature is changed
ask 401 GET /me
expect type /problems/token-invalid
