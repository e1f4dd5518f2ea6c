#!/usr/bin/env bash
# Starts a program of src/test, such as labs/program.sh nontonyuk.labs.run.BenchRun. Maven compiles the tests
# and finds their packages.
set -euo pipefail
cd "$(dirname "$0")/.."

"$(command -v mvn || echo ./mvnw)" --batch-mode --quiet --projects labs --also-make test-compile \
    dependency:build-classpath -Dmdep.outputFile=target/program.classpath -Dmdep.includeScope=test
between=:
case $(uname) in MINGW* | MSYS*) between=';' ;; esac
cd labs # the working directory of the tests, too
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dnontonyuk.root=$(cd .. && pwd -P)" ${MEMORY:+-Xmx$MEMORY} \
    --add-opens jdk.httpserver/sun.net.httpserver=ALL-UNNAMED \
    -cp "target/test-classes${between}target/classes${between}$(cat target/program.classpath)" "$@"
