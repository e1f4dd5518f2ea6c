#!/usr/bin/env bash
# Runs the Postman collection against the system of `make run`. Ends with an error if one of its tests fails.
# Needs Node's npm. The script installs newman, which runs the collection, into target/ once.
# API is the gateway's address. ADMIN_EMAIL and ADMIN_PASSWORD name the admin's account.
# Without ADMIN_EMAIL the admin's requests are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

. labs/settings.sh

follow_ports
api=${API:-$GATEWAY_URL/api}
newman=6.2.2

command -v npm >/dev/null || { echo "postman: npm is missing; it comes with Node (nodejs.org)" >&2; exit 1; }
home=target/newman-$newman
[ -x "$home/node_modules/.bin/newman" ] ||
    npm install --silent --no-audit --no-fund --no-save --prefix "$home" "newman@$newman"

admin=$(setting ADMIN_EMAIL "")
[ -n "$admin" ] || echo 'postman: ADMIN_EMAIL is not set, so the folder "For the admin" is left out'
export no_proxy="127.0.0.1,localhost${no_proxy:+,$no_proxy}" # newman takes the proxy of http_proxy otherwise

"$home/node_modules/.bin/newman" run labs/postman/nonton-yuk.postman_collection.json \
    --environment labs/postman/local.postman_environment.json \
    --env-var "api=$api" --env-var "gateway=${api%/api}" \
    --env-var "admin_email=$admin" --env-var "admin_password=${ADMIN_PASSWORD:-seven brown foxes}" \
    --timeout-request 15000 "$@"
