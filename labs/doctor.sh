#!/usr/bin/env bash
# Says what is wrong on this machine, in plain words; ends with 0 where all is well, and with 1 where something is not.
# What a program in Java can't say of itself is looked at here, all else in nontonyuk.labs.doctor.
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
follow_ports
# It lives for a second: no need to compile thoroughly.
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp labs/target/labs-tmdb.jar nontonyuk.labs.doctor.Doctor
