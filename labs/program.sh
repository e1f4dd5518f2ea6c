#!/usr/bin/env bash
# Starts one of the programs that print a table: labs/program.sh nontonyuk.labs.load.Bench. They stand among the tests, whose
# classes and packages Maven brings together.
set -euo pipefail
cd "$(dirname "$0")/.."

"$(command -v mvn || echo ./mvnw)" --batch-mode --quiet --projects labs --also-make test-compile \
    dependency:build-classpath -Dmdep.outputFile=target/program.classpath -Dmdep.includeScope=test
between=:
case $(uname) in MINGW* | MSYS*) between=';' ;; esac
cd labs # where the tests are at home as well
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dnontonyuk.root=$(cd .. && pwd -P)" ${MEMORY:+-Xmx$MEMORY} \
    -cp "target/test-classes${between}target/classes${between}$(cat target/program.classpath)" "$@"
