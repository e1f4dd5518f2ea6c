#!/usr/bin/env bash
# Asks order's database whether every rule holds; ends with 0 where all do, and with 1 where one is broken.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

follow_ports
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp sql/target/db.jar nontonyuk.sql.Audit
