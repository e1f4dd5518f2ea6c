#!/usr/bin/env bash
# Says in plain words what is wrong on this machine. Ends with 0 if all is well, and with 1 if something is wrong.
# This script checks Java and the jars. The package nontonyuk.labs.doctor checks everything else.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! version=$("$java" -version 2>&1); then
    echo "WRONG  there is no Java to be found as $java: install a JDK of 17 or newer"
    exit 1
fi
version=$(echo "$version" | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -1)
number=${version#1.} # 1.8 means 8
number=${number%%[!0-9]*}
if [ "${number:-0}" -lt 17 ]; then
    echo "WRONG  the JDK is too old: $java is version $version, and 17 or newer is needed (JAVA_HOME chooses another)"
    exit 1
fi
echo "ok     the JDK is version $version"

for jar in sql/target/db.jar labs/target/labs-tmdb.jar auth/target/auth.jar movie/target/movie.jar order/target/order.jar \
    gateway/target/gateway.jar; do
    [ -e $jar ] || { echo "WRONG  $jar is not built: type make build" && exit 1; }
done
lab=$([ ! -e .labs/now.json ] || sed -n 's/.*"lab" *: *"\(.*\)".*/\1/p' .labs/now.json)
[ -z "$lab" ] || echo "ok     lab $lab is open, so its feature is missing until you build it or type labs/lab stop"
follow_ports
# The doctor runs for a second only, so the fast compiler (C1) is enough.
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp labs/target/labs-tmdb.jar nontonyuk.labs.doctor.Doctor
