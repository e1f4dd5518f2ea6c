# The scripts in this folder source this file. It sends a request, shows it with its answer, and checks the status.
# A script ends with 0 if all answers are as expected, with 1 if not, and with 2 if a service is not running.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. labs/settings.sh

follow_ports
api=${API:-$GATEWAY_URL/api}
admin_email=$(setting ADMIN_EMAIL ani@example.com) # the first account becomes the admin
customer_email=${CUSTOMER_EMAIL:-budi@example.com}
password='seven brown foxes' admin_password=${ADMIN_PASSWORD:-seven brown foxes}
title=${TITLE:-Inception}

token='' key='' etag='' answer='' status=''
umask 077
mkdir -p "$run"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "${0##*/}: $1" >&2
    exit 1
}

not_running() {
    echo "${0##*/}: $1" >&2
    exit 2
}

as() { # customer, admin or nobody: chooses the token of the next requests
    token=''
    [ "$1" != nobody ] || return 0
    [ -s "$run/$1.token" ] || fail "there is no token of the $1 yet: labs/curl/02-login.sh gets one"
    token=$(cat "$run/$1.token")
}

account() { # EMAIL PASSWORD
    printf '{"email":"%s","password":"%s"}' "$1" "$2"
}

# send FOLDER METHOD PATH [BODY]: writes the answer's head and body into the folder, and prints the status.
send() {
    local folder=$1 method=$2 url=$api$3 body=${4:-}
    case $3 in http*) url=$3 ;; esac
    mkdir -p "$folder"
    set -- --silent --noproxy '*' --max-time 30 --request "$method" --write-out '%{http_code}' \
        --dump-header "$folder/head" --output "$folder/body"
    [ -z "$token" ] || set -- "$@" --header "Authorization: Bearer $token"
    [ -z "$key" ] || set -- "$@" --header "Idempotency-Key: $key"
    [ -z "$etag" ] || set -- "$@" --header "If-None-Match: $etag"
    [ -z "$body" ] || set -- "$@" --header 'Content-Type: application/json' --data "$body"
    : >"$folder/body"
    curl "$@" "$url"
}

# ask 'STATUS …' METHOD PATH [BODY]: fails unless the status is in the list. Sets $status and $answer, the body.
# An answer with Retry-After of a minute at most is asked for again, five times.
ask() {
    local want=$1 again=${ASK_AGAIN:-5} seconds
    shift
    echo "> $1 $2"
    [ -z "$key" ] || echo "> Idempotency-Key: $key"
    [ -z "$etag" ] || echo "> If-None-Match: $etag"
    [ -z "${3:-}" ] || echo "> $3"
    while true; do
        status=$(send "$work" "$@") || no_answer "$2"
        answer=$(cat "$work/body")
        show
        case " $want " in *" $status "*) return ;; esac
        seconds=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,2\}\)[[:space:]]*$/\1/p' "$work/head")
        if [ -z "$seconds" ] || [ "$seconds" -gt 60 ] || [ "$again" = 0 ]; then unexpected "$want" "$1 $2"; fi
        again=$((again - 1))
        echo "# The answer asks to try again in $seconds s."
        sleep "$seconds"
    done
}

show() {
    echo "< $status"
    tr -d '\r' <"$work/head" | sed -n '/^[Ll]ocation:/p; /^[Rr]etry-[Aa]fter:/p; /^[Ww][Ww][Ww]-/p; /^[Aa]llow:/p
        /^[Rr]ate[Ll]imit/p; /^[Cc]ache-[Cc]ontrol:/p; /^[Ii]dempotency-/p; /^[Cc]ontent-[Tt]ype:/p
        /^[Ee][Tt]ag:/p; /^[Aa]ge:/p; /^[Xx]-[Cc]ache:/p' | sed 's/^/< /'
    if [ ${#answer} -gt 4000 ]; then
        echo "${answer:0:1000} … ${#answer} characters in total"
    elif [ -n "$answer" ]; then
        if command -v jq >/dev/null; then jq . "$work/body"; else echo "$answer"; fi
    fi
    echo
}

no_answer() { # PATH
    case $1 in
        http*) not_running "nothing answers at $1; \`make doctor\` says more" ;;
        *) not_running "the gateway doesn't answer at $api: is \`make run\` running in another terminal?" ;;
    esac
}

unexpected() { # STATUS REQUEST
    local code
    code=$(printf '%s' "$answer" | sed -n 's/.*"type":"\/problems\/\([a-z-]*\)".*/\1/p')
    case $code in
        auth-unavailable | movie-unavailable | order-unavailable)
            not_running "${code%-unavailable} is not running: \`make ${code%-unavailable}\` starts it" ;;
        payment-unavailable) not_running "the payment provider is not running: \`make payment\` starts its stand-in" ;;
        tmdb-unavailable) not_running "TheMovieDB cannot be reached: \`make tmdb\` starts its stand-in" ;;
        database-unavailable) not_running "a service has no database: \`make doctor\` says why" ;;
        token-expired | token-invalid) fail "the token is not valid any more: labs/curl/02-login.sh gets a new one" ;;
        not-allowed) fail "$admin_email is not the admin: set ADMIN_EMAIL and ADMIN_PASSWORD, then run 02-login.sh" ;;
        *) fail "expected $1 for $2, but it was $status" ;;
    esac
}

# field NAME: prints the first value with this name in the answer.
field() {
    local value
    value=$(printf '%s' "$answer" | grep -oE "\"$1\":(\"[^\"]*\"|[0-9]+)" | head -1 |
        sed -E 's/^"[a-z_]+":"?([^"]*)"?$/\1/') || fail "there is no $1 in the answer"
    printf '%s' "$value"
}

header() { # NAME: prints the value of this header of the answer
    grep -i "^$1:" "$work/head" | head -1 | sed 's/^[^:]*: *//' | tr -d '\r'
}

expect() { # NAME VALUE
    local value
    value=$(field "$1")
    [ "$value" = "$2" ] || fail "expected $1 to be \"$2\", but it was \"$value\""
}

# find_movie: finds the movie called $title and sets $movie to its number. Waits for the import of a new system.
find_movie() {
    local try
    for try in 1 2 3 4 5 6 7 8 9 10; do
        ask 200 GET "/movies?q=$title&per_page=1"
        [ "$(field total)" = 0 ] || break
        [ "$try" != 10 ] || fail "the movies of TheMovieDB are not imported; the gateway's log says why"
        sleep 1
    done
    movie=$(field id)
}

in_days() { # DAYS TIME: prints that moment in ISO 8601, with GNU's date or BSD's
    echo "$(date -u -d "+$1 days" +%Y-%m-%d 2>/dev/null || date -u -v "+$1d" +%Y-%m-%d)T$2:00Z"
}
