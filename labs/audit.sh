#!/usr/bin/env bash
# Checks every rule of order's database. Ends with 0 if all rules hold, and with 1 if one is broken.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

follow_ports
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp sql/target/db.jar nontonyuk.sql.Audit
