#!/usr/bin/env bash
# Ends with 0 if a service of this machine is ready: labs/ready.sh order. An image has no curl, so bash sends the request.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

follow_ports
port=$(echo "$1" | tr '[:lower:]' '[:upper:]')_PORT
exec 3<>"/dev/tcp/127.0.0.1/${!port}"
case $1 in tmdb | payment) exit 0 ;; esac # a stand-in listens when it is ready, and has no such route
printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 3 status <&3
[[ $status == 'HTTP/1.1 200 '* ]] || { echo "$1 answers $status" >&2 && exit 1; }
