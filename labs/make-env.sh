#!/usr/bin/env bash
# Makes .env from .env.example once, with a random value for each "change-me". In an older .env it fills secrets
# that are missing, empty or still "change-me", and changes nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

is_placeholder() { # VALUE: as the class Placeholder says it
    [ "$(printf '%s' "$1" | tr 'A-Z' 'a-z' | tr -cd 'a-z')" = changeme ]
}

umask 077
if [ -e .env ]; then
    [ -f .env ] || { echo ".env is a folder, not a file" >&2 && exit 1; }
    added=''
    for name in $(sed -n 's/^\([A-Z][A-Z0-9_]*\)=change-me$/\1/p' <(tr -d '\r' <.env.example)); do
        value=$(in_env_file "$name")
        [ -z "${value//[[:space:]]/}" ] || is_placeholder "$value" || continue
        line=$(line_of "$name")
        number=$(LC_ALL=C sed -n "/$line/=" .env | tail -1) # the last line with a name counts, as everywhere
        if [ -n "$number" ]; then
            LC_ALL=C sed "$number s/\($line\).*/\1$(random)/" .env >.env.new
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
done < <(tr -d '\r' <.env.example) >.env.new
mv .env.new .env
echo "made .env with random secrets"
