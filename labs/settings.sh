# For the other scripts, which source it in the root of the repository: the settings as the services see them.

run=${RUN_DIR:-.run} # what a run leaves for other scripts: logs, process ids, tokens

setting() { # NAME DEFAULT: the environment, then .env, then the default
    local value=${!1:-}
    if [ -z "$value" ] && [ -e .env ]; then value=$(sed -n "s/^$1=//p" .env | tail -1); fi
    echo "${value:-$2}"
}

upper() {
    echo "$1" | tr '[:lower:]' '[:upper:]'
}
