#!/usr/bin/env bash
# Makes .env once, from .env.example, with a random value for each "change-me".
set -euo pipefail
cd "$(dirname "$0")/.."

[ -e .env ] && exit 0
random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

umask 077
while IFS= read -r line; do
    case $line in
        [A-Z]*=change-me) printf '%s=%s\n' "${line%%=*}" "$(random)" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <.env.example >.env.new
mv .env.new .env
echo "made .env with random secrets"
