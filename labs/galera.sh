#!/usr/bin/env bash
# A Galera cluster of three MariaDB nodes on 127.0.0.1, from Debian's packages mariadb-server, galera-4 and rsync.
#   labs/galera.sh start       makes a new, empty cluster with the three databases of .env
#   labs/galera.sh settings    prints the addresses of the databases for .env
#   labs/galera.sh kill 2      kills a node, as a crash does
#   labs/galera.sh start 2     brings the node back
#   labs/galera.sh stop        stops all nodes
# Node N has the ports DB_PORT + 10 N (clients), + 1 (the group), + 2 and + 3 (what a node missed).
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh
. labs/leftovers.sh

nodes='1 2 3'
PATH=$PATH:/usr/sbin
mkdir -p "$run/galera"
folder=$(cd "$run/galera" && pwd -P)

port() { # NODE OFFSET
    echo $(($(setting DB_PORT 13306) + 10 * $1 + $2))
}

addresses() { # OFFSET: of all nodes, with commas between
    local node list=''
    for node in $nodes; do list="$list,127.0.0.1:$(port "$node" "$1")"; done
    echo "${list#,}"
}

check_packages() {
    local missing='' program
    for program in mariadbd mariadb-install-db rsync; do command -v $program >/dev/null || missing="$missing $program"; done
    provider=$(find /usr/lib /usr/lib64 -name libgalera_smm.so 2>/dev/null | head -1 || true)
    [ -n "$provider" ] || missing="$missing libgalera_smm.so"
    [ -z "$missing" ] && return
    echo "the cluster lacks:$missing. On Debian or Ubuntu: sudo apt-get install mariadb-server galera-4 rsync" >&2
    exit 1
}

# The transfer of the data by rsync fails as root.
as_user=''
if [ "$(id -u)" = 0 ]; then as_user=--user=mysql; fi

write_config() { # NODE
    cat >"$folder/$1/node.cnf" <<CONFIG
[mariadbd]
datadir=$folder/$1/data
tmpdir=$folder/$1/tmp
port=$(port "$1" 0)
bind-address=127.0.0.1
socket=
skip-name-resolve
skip-ssl
max-connections=300
character-set-server=utf8mb4
innodb-buffer-pool-size=64M
innodb-log-file-size=16M
key-buffer-size=1M
aria-pagecache-buffer-size=8M
# A version below 11 reports 5.5.5, and then the driver sends no fractions of a second.
version=5.7.19-MariaDB-galera
binlog-format=ROW
innodb-autoinc-lock-mode=2
wsrep-on=ON
wsrep-provider=$provider
wsrep-cluster-name=nontonyuk-$(port 0 0)
wsrep-cluster-address=gcomm://$(addresses 1)
wsrep-node-name=node-$1
wsrep-node-address=127.0.0.1:$(port "$1" 1)
wsrep-sst-method=rsync
wsrep-sst-receive-address=127.0.0.1:$(port "$1" 3)
wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$(port "$1" 1); ist.recv_addr=127.0.0.1:$(port "$1" 2); gcache.size=64M; $GALERA_OPTIONS"
CONFIG
}

write_accounts() { # FILE: one statement a line
    local name password
    for name in auth movie order; do
        password=$(setting "$(tr a-z A-Z <<<$name)_DB_PASSWORD" '')
        password=${password//\\/\\\\}
        cat <<SQL
CREATE DATABASE nontonyuk_$name CHARACTER SET utf8mb4;
CREATE USER nontonyuk_$name@'127.0.0.1' IDENTIFIED BY '${password//\'/\'\'}';
GRANT ALL ON \`nontonyuk\\_$name\`.* TO nontonyuk_$name@'127.0.0.1';
SQL
    done >"$1"
}

pid_of() { # NODE: prints nothing if the node does not run
    local pid
    pid=$(cat "$folder/$1/pid" 2>/dev/null || true)
    if [ -n "$pid" ] && is_running "$pid" "--defaults-file=$folder/$1/node.cnf"; then echo "$pid"; fi
}

launch() { # NODE FLAG…
    : >"$folder/$1/log"
    mariadbd --defaults-file="$folder/$1/node.cnf" $as_user "${@:2}" </dev/null >"$folder/$1/log" 2>&1 &
    echo $! >"$folder/$1/pid"
    until grep -q 'Synchronized with group, ready for connections' "$folder/$1/log"; do
        if [ -z "$(pid_of "$1")" ] || [ $SECONDS -gt 120 ]; then
            tail -20 "$folder/$1/log" >&2
            echo "node $1 did not join the cluster; the end of $folder/$1/log is above" >&2
            exit 1
        fi
        sleep 0.1
    done
}

start_all() {
    local node
    stop_all
    for node in $nodes; do
        check_ports DB_PORT "$(port "$node" 0)" DB_PORT "$(port "$node" 1)" DB_PORT "$(port "$node" 2)" DB_PORT "$(port "$node" 3)"
    done
    rm -rf "$folder"
    for node in $nodes; do
        mkdir -p "$folder/$node/data" "$folder/$node/tmp"
        write_config "$node"
    done
    (umask 077 && write_accounts "$folder/accounts.sql")
    [ -z "$as_user" ] || chown -R mysql "$folder"
    mariadb-install-db --no-defaults $as_user --datadir="$folder/1/data" --skip-test-db >"$folder/install.log" 2>&1
    launch 1 --wsrep-new-cluster --init-file="$folder/accounts.sql"
    rm "$folder/accounts.sql"
    launch 2
    launch 3
}

# After a crash the node does not know its position in the cluster's history, unless InnoDB tells it. Without the
# position it fetches all data again.
start_again() { # NODE
    local position
    [ -z "$(pid_of "$1")" ] || return 0
    mariadbd --defaults-file="$folder/$1/node.cnf" $as_user --wsrep-recover >"$folder/$1/recover.log" 2>&1
    position=$(sed -n 's/.*Recovered position: *//p' "$folder/$1/recover.log")
    launch "$1" ${position:+--wsrep-start-position="$position"}
}

stop_all() {
    local node pid tries
    for node in $nodes; do
        pid=$(pid_of "$node")
        [ -n "$pid" ] || continue
        kill "$pid" 2>/dev/null || true
        for ((tries = 0; tries < 150; tries++)); do
            [ -n "$(pid_of "$node")" ] || break
            sleep 0.1
        done
        [ -z "$(pid_of "$node")" ] || kill -KILL "$pid"
    done
}

kill_node() { # NODE
    local pid
    pid=$(pid_of "$1")
    [ -n "$pid" ] || return 0
    kill -KILL "$pid"
    while [ -n "$(pid_of "$1")" ]; do sleep 0.02; done
}

settings() {
    local name
    for name in auth movie order; do
        echo "$(tr a-z A-Z <<<$name)_DB_URL=jdbc:mysql:loadbalance://$(addresses 0)/nontonyuk_$name?$url_options"
    done
}

# The other nodes wait this long for a node that is silent, and no transaction commits meanwhile.
GALERA_OPTIONS=${GALERA_OPTIONS:-evs.keepalive_period=PT0.5S; evs.suspect_timeout=PT2S; evs.inactive_timeout=PT4S}
# - A node that failed gets no connection for five seconds.
# - Each statement or transaction waits until its node has all that the cluster has committed.
# - A node forgets to report an aborted transaction when the next command prepares a statement. So none is prepared.
url_options='loadBalanceBlocklistTimeout=5000&sessionVariables=wsrep_sync_wait=7&useServerPrepStmts=false'

case "${1:-} ${2:-}" in
    'start ') check_packages && start_all ;;
    start\ [123]) check_packages && start_again "$2" ;;
    kill\ [123]) kill_node "$2" ;;
    'stop ') stop_all ;;
    'settings ') settings ;;
    *) sed -n '2,7s/^# *//p' "$0" >&2 && exit 2 ;;
esac
