#!/usr/bin/env bash
# Makes .env once, from .env.example, with a random value for each "change-me". A .env from before gets the secrets
# that came since, and stays as it is otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."

random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

umask 077
if [ -e .env ]; then
    [ -z "$(tail -c 1 .env)" ] || echo >>.env
    sed -n 's/^\([A-Z_]*\)=change-me$/\1/p' .env.example | while IFS= read -r name; do
        grep -q "^[[:space:]]*$name[[:space:]]*=" .env && continue
        printf '%s=%s\n' "$name" "$(random)" >>.env
        echo "added $name to .env"
    done
    exit 0
fi

while IFS= read -r line; do
    case $line in
        [A-Z]*=change-me) printf '%s=%s\n' "${line%%=*}" "$(random)" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <.env.example >.env.new
mv .env.new .env
echo "made .env with random secrets"
