#!/usr/bin/env bash
# MariaDB's image runs this script once, when it has no data: a database for each service, with a user for it alone.
set -euo pipefail

for service in auth movie order; do
    password=$(echo "$service" | tr '[:lower:]' '[:upper:]')_DB_PASSWORD
    password=${!password//\\/\\\\}
    cat <<SQL
CREATE DATABASE nontonyuk_$service CHARACTER SET utf8mb4;
CREATE USER nontonyuk_$service@'%' IDENTIFIED BY '${password//\'/\\\'}';
GRANT ALL ON \`nontonyuk\\_$service\`.* TO nontonyuk_$service@'%';
SQL
done | MYSQL_PWD=$MARIADB_ROOT_PASSWORD mariadb --protocol=socket --user=root
