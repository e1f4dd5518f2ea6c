#!/usr/bin/env bash
# Names the program that listens on a port: labs/port-owner.sh 8001 prints "pid 4711 (java)".
# Prints nothing if the port is free. The pid of another user's program may be invisible.
set -euo pipefail

port=$1
(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || exit 0

by_lsof() { lsof -nP -iTCP:"$port" -sTCP:LISTEN -t; }
by_ss() { ss -Hltnp "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p'; }
by_netstat() { netstat -ano | awk -v port=":$port\$" '$2 ~ port && $4 == "LISTENING" { print $5 }'; } # Windows

for way in by_lsof by_ss by_netstat; do
    pid=$($way 2>/dev/null | head -1 || true)
    [ -z "$pid" ] || break
done
if [ -z "$pid" ]; then
    echo "another program"
else
    name=$(ps -o comm= -p "$pid" 2>/dev/null || true)
    echo "pid $pid${name:+ ($(basename -- "$name"))}"
fi
