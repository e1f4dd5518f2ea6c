# For the other scripts, which source it in the root of the repository: the settings as the services see them.

run=${RUN_DIR:-.run} # what a run leaves for other scripts: logs, process ids, tokens

setting() { # NAME DEFAULT: the environment, then .env, then the default
    local value=${!1:-}
    if [ -z "${value//[[:space:]]/}" ] && [ -e .env ]; then
        value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=//p" .env | tail -1)
    fi
    value=${value#"${value%%[![:space:]]*}"} # without the blanks in front, and those behind, as a CR of Windows
    value=${value%"${value##*[![:space:]]}"}
    echo "${value:-$2}"
}

# Where a port was changed and no address told, the address follows it. The programs that are started or asked with
# these settings need no other.
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
