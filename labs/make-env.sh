#!/usr/bin/env bash
# Makes .env from .env.example once, with a random value for each "change-me". In an older .env it fills
# missing and empty secrets only, and changes nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

umask 077
if [ -e .env ]; then
    added=''
    for name in $(sed -n 's/^\([A-Z][A-Z0-9_]*\)=change-me$/\1/p' .env.example); do
        line="[[:space:]]*${name}[[:space:]]*="
        value=$(sed -n "s/^$line//p" .env | tail -1) # the last line with a name counts, as everywhere
        [ -z "${value//[[:space:]]/}" ] || continue
        if grep -q "^$line" .env; then
            sed "s/^\($line\)[[:space:]]*$/\1$(random)/" .env >.env.new
            mv .env.new .env
        else
            [ -z "$(tail -c 1 .env)" ] || echo >>.env # the last line has no line break
            printf '%s=%s\n' "$name" "$(random)" >>.env
        fi
        added="$added $name"
    done
    [ -z "$added" ] || echo "added to .env, each with a random value:$added"
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
