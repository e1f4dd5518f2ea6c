#!/usr/bin/env bash
# Names the program that listens on a port: labs/port-owner.sh 8001 prints "pid 4711 (java)", and for a program of
# another clone "pid 4711 (java) of the clone /home/ani/other". Prints nothing if the port is free.
# The pid of another user's program may be invisible.
set -euo pipefail

port=$1
(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || exit 0

by_lsof() { lsof -nP -iTCP:"$port" -sTCP:LISTEN -t; }
by_ss() { ss -Hltnp "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p'; }
by_netstat() { netstat -ano | awk -v port=":$port\$" '$2 ~ port && $4 == "LISTENING" { print $5 }'; } # Windows

# The clone that a program of ours was started in: by `make`, as the throw-away database, or by `java -jar`.
clone() {
    local command folder
    command=$(ps -ww -o command= -p "$pid" 2>/dev/null) || return 0
    case $command in
        *"-Dnontonyuk.root="*" -jar "*) folder=${command#*-Dnontonyuk.root=} folder=${folder%% -jar *} ;;
        *"--datadir="*"/data/mariadb/"*) folder=${command#*--datadir=} folder=${folder%%/data/mariadb/*} ;;
        *"-jar "*"/target/"*".jar"*)
            folder=$(readlink "/proc/$pid/cwd" || lsof -a -p "$pid" -d cwd -Fn | sed -n 's/^n//p') 2>/dev/null ;;
        *) return 0 ;;
    esac
    [ "$folder" = "$root" ] || [ ! -e "$folder/labs/port-owner.sh" ] || echo " of the clone $folder"
}

root=$(cd "$(dirname "$0")/.." && pwd -P)
for way in by_ss by_lsof by_netstat; do
    pid=$($way 2>/dev/null | head -1 || true)
    [ -z "$pid" ] || break
done
if [ -z "$pid" ]; then
    echo "another program"
else
    name=$(ps -o comm= -p "$pid" 2>/dev/null || true)
    echo "pid $pid${name:+ ($(basename -- "$name"))}$(clone)"
fi
