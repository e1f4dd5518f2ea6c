#!/usr/bin/env bash
# Starts one of our jars small and quick: labs/java.sh auth/target/auth.jar. A plain `java -jar` works as well.
# With --make-archive behind it the JVM stores the classes that it loaded when it ends, for quicker starts.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$1
if [ ! -e "$jar" ]; then
    echo "$jar is not there yet: type make build" >&2
    exit 1
fi

# An archive fits one build of one JDK and one jar; where there is none, Java goes without.
archive=${jar%.jar}-$("$java" -version 2>&1 | sed -n 's/.*(build \([^,)]*\),.*/\1/p' | tail -1).jsa
flags="-XX:+UseSerialGC -Xmx64m -Xss512k -XX:ReservedCodeCacheSize=48m -XX:MaxMetaspaceSize=64m"
flags="$flags -XX:+ExitOnOutOfMemoryError" # rather no service than one that only looks alive
if [ "${2:-}" = --make-archive ]; then
    [ ! "$archive" -nt "$jar" ] || exit 0
    flags="$flags -XX:ArchiveClassesAtExit=$archive -Xlog:disable"
else
    follow_ports
    if [ "$archive" -nt "$jar" ]; then flags="$flags -XX:SharedArchiveFile=$archive -Xshare:auto -Xlog:disable"; fi
fi

# The root tells the processes of this clone from those of another, for `make run` to clear up after itself.
export MALLOC_ARENA_MAX=1 # or the C library keeps an arena of memory for each thread
# shellcheck disable=SC2086 # the flags are words
exec "$java" $flags "-Dnontonyuk.root=$(pwd -P)" -jar "$jar"
