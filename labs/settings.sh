# Other scripts source this file in the root of the repository. It reads the settings as the services do.

run=${RUN_DIR:-.run} # holds logs, process ids and tokens for other scripts

setting() { # NAME DEFAULT: the environment, then .env, then the default
    local value=${!1:-}
    if [ -z "${value//[[:space:]]/}" ] && [ -e .env ]; then
        value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=//p" .env | tail -1)
    fi
    value=${value#"${value%%[![:space:]]*}"} # removes blanks in front and behind, and the CR of Windows
    value=${value%"${value##*[![:space:]]}"}
    echo "${value:-$2}"
}

# Computes each address from its port, unless the address is set. A student who changes a port changes nothing else.
follow_ports() {
    local pair name port
    for pair in AUTH:8001 MOVIE:8002 ORDER:8003 GATEWAY:8000 TMDB:8090 PAYMENT:8091; do
        name=${pair%:*} port=$(setting "${pair%:*}_PORT" "${pair#*:}")
        export "${name}_PORT=$port" "${name}_URL=$(setting "${name}_URL" "http://127.0.0.1:$port")"
    done
    export DB_PORT
    DB_PORT=$(setting DB_PORT 13306)
    for pair in AUTH:auth MOVIE:movie ORDER:order; do
        name=${pair%:*}_DB_URL
        export "$name=$(setting "$name" "jdbc:mysql://127.0.0.1:$DB_PORT/nontonyuk_${pair#*:}")"
    done
}
