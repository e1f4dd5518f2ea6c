#!/usr/bin/env bash
# Starts a jar with little memory and a short start: labs/java.sh auth/target/auth.jar. A plain `java -jar` works too.
# With --make-archive as second argument, the JVM saves its loaded classes when it ends. Later starts are quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
. labs/settings.sh

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$1
if [ ! -e "$jar" ]; then
    echo "$jar is not there yet: type make build" >&2
    exit 1
fi

# An archive fits one build of one JDK and one jar. Without an archive Java starts more slowly.
archive=${jar%.jar}-$("$java" -version 2>&1 | sed -n 's/.*(build \([^,)]*\),.*/\1/p' | tail -1).jsa
flags="-XX:+UseSerialGC ${HEAP:--Xmx64m} -Xss512k -XX:ReservedCodeCacheSize=48m -XX:MaxMetaspaceSize=64m"
flags="$flags -XX:+ExitOnOutOfMemoryError" # a service without memory must not look alive
if [ "${2:-}" = --make-archive ]; then
    [ ! "$archive" -nt "$jar" ] || exit 0
    flags="$flags -XX:ArchiveClassesAtExit=$archive -Xlog:disable"
    jar=$PWD/$jar # so the archive is valid in every working directory
else
    follow_ports
    if [ "$archive" -nt "$jar" ]; then flags="$flags -XX:SharedArchiveFile=$archive -Xshare:auto -Xlog:disable"; fi
fi

# The property marks the processes of this clone, so that `make run` can find them again.
export MALLOC_ARENA_MAX=1 # otherwise the C library keeps a memory arena for each thread
export MALLOC_MMAP_THRESHOLD_=30000 # otherwise it keeps some 30 MB that the JIT compiler has used and freed
# shellcheck disable=SC2086 # the flags are words
exec "$java" $flags "-Dnontonyuk.root=$(pwd -P)" -jar "$jar"
