# Other scripts source this file in the root of the repository. It reads the settings as the services do.

run=${RUN_DIR:-.run} # holds logs, process ids and tokens for other scripts

setting() { # NAME DEFAULT: the environment, then .env, then the default
    local value=${!1:-}
    [ -n "${value//[[:space:]]/}" ] || value=$(in_env_file "$1")
    value=$(trim "$value")
    printf '%s\n' "${value:-$2}"
}

trim() { # TEXT: without the blanks in front and behind
    local text=${1#"${1%%[![:space:]]*}"}
    printf '%s\n' "${text%"${text##*[![:space:]]}"}"
}

# A sed pattern for the start of a line with this name. A file of Windows may begin with a byte order mark.
line_of() { # NAME
    printf '%s' $'^\\(\xef\xbb\xbf\\)\\{0,1\\}[[:space:]]*\\(export[[:space:]]\\{1,\\}\\)\\{0,1\\}'"$1[[:space:]]*="
}

# The last value of this name, without quotes and comment. The class EnvFile reads the same values.
in_env_file() { # NAME
    [ -f .env ] && [ -r .env ] || return 0
    local line text value=''
    line=$(tr '\r' '\n' <.env | LC_ALL=C sed -n "s/$(line_of "$1")//p" | tail -1)
    text=$(trim "$line")
    case $text in
        \'*) text=${text#?} value=${text%%\'*} ;;
        \"*) value=$(unquoted "${text#?}") ;;
        *) value=${line%%[[:space:]]#*} ;;
    esac
    printf '%s\n' "$value"
}

unquoted() { # TEXT: up to the next double quote
    local text=$1 value=''
    while [ -n "$text" ] && [ "${text:0:1}" != '"' ]; do
        case $text in
            '\n'*) value+=$'\n' ;;
            '\r'*) value+=$'\r' ;;
            '\t'*) value+=$'\t' ;;
            \\[\"\\\$\`]*) value+=${text:1:1} ;;
            *) value+=${text:0:1} text=" $text" ;;
        esac
        text=${text:2}
    done
    printf '%s\n' "$value"
}

# With INSTANCES=2, a second instance of a service has a port that is higher by ten.
ports_of_instances() { # PORT
    local i
    echo "$1"
    for ((i = 1; i < ${INSTANCES:-1}; i++)); do echo $(($1 + 10 * i)); done
}

# Computes each address from its port, unless the address is set. A student who changes a port changes nothing else.
follow_ports() {
    local pair name port bind host own addresses
    bind=$(setting BIND_ADDRESS 127.0.0.1)
    case $bind in
        0 | 0.0.0.0 | :: | '[::]' | 0:0:0:0:0:0:0:0) bind=127.0.0.1 ;; # all addresses, so this one too
        *:*) bind="[${bind//[\[\]]/}]" ;;
    esac
    for pair in AUTH:8001 MOVIE:8002 ORDER:8003 GATEWAY:8000 TMDB:8090 PAYMENT:8091; do
        name=${pair%:*} port=$(setting "${pair%:*}_PORT" "${pair#*:}") host=$bind
        case $name in TMDB | PAYMENT) host=127.0.0.1 ;; esac # the stand-ins listen there outside of containers
        addresses=http://$host:$port
        case $name in
            AUTH | MOVIE | ORDER)
                addresses=''
                for own in $(ports_of_instances "$port"); do addresses=$addresses,http://$host:$own; done ;;
        esac
        export "${name}_PORT=$port" "${name}_URL=$(setting "${name}_URL" "${addresses#,}")"
    done
    export DB_PORT
    DB_PORT=$(setting DB_PORT 13306)
    for pair in AUTH:auth MOVIE:movie ORDER:order; do
        name=${pair%:*}_DB_URL
        export "$name=$(setting "$name" "jdbc:mysql://127.0.0.1:$DB_PORT/nontonyuk_${pair#*:}")"
    done
}
