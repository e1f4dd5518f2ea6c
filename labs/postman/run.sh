#!/usr/bin/env bash
# Runs the Postman collection against what `make run` has started, and ends with an error if a test of it fails. Needs
# Node's npm; newman, which does the work, is installed once into target/.
# API is the address, ADMIN_EMAIL and ADMIN_PASSWORD are an admin's, without whom the admin's requests are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

newman=6.2.2
api=${API:-http://127.0.0.1:8000/api}

command -v npm >/dev/null || { echo "postman: npm is missing; it comes with Node (nodejs.org)" >&2; exit 1; }
home=target/newman-$newman
[ -x "$home/node_modules/.bin/newman" ] ||
    npm install --silent --no-audit --no-fund --no-save --prefix "$home" "newman@$newman"

"$home/node_modules/.bin/newman" run labs/postman/nonton-yuk.postman_collection.json \
    --environment labs/postman/local.postman_environment.json \
    --env-var "api=$api" --env-var "gateway=${api%/api}" \
    --env-var "admin_email=${ADMIN_EMAIL:-}" --env-var "admin_password=${ADMIN_PASSWORD:-}" \
    --timeout-request 15000 "$@"
