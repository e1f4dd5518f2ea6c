# Nonton Yuk: type `make` to see what there is. Everything here can be done without make, too: see the README.

MAVEN := $(shell command -v mvn || echo ./mvnw)
SOURCES := $(shell find pom.xml build.sh .env.example */pom.xml */src sql/auth sql/movie sql/order -type f)
BUILT := target/built

.DEFAULT_GOAL := help
.PHONY: help build run test demo doctor db tmdb payment auth movie order gateway audit crash-test fuzz lint-openapi bench overload rolling-restart key-rotation slow-clients faults bench-start format clean

help: ## what there is to type
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) \
	    | while IFS='|' read -r name text; do printf '  make %-15s %s\n' "$$name" "$$text"; done

build: $(BUILT) ## build all jars, and make .env where there is none
	@labs/make-env.sh # each time, for who deletes .env or a line of it changes no source

$(BUILT): $(SOURCES)
	@./build.sh
	@mkdir -p target && touch $(BUILT)

run: build ## start everything and show all logs (QUIET=1: don't); Ctrl-C stops it
	@labs/run.sh

test: ## build everything and pass every test, against a real database on a free port
	@$(MAVEN) --batch-mode --no-transfer-progress verify

demo: ## walk from registering to a ticket by curl, against what `make run` has started
	@labs/demo.sh

doctor: ## say what is wrong: ports, database, keys, clocks, settings
	@labs/doctor.sh

db: build ## the throw-away database alone, in this terminal
	@labs/java.sh sql/target/db.jar

tmdb: build ## the stand-in for TheMovieDB alone, in this terminal
	@labs/java.sh labs/target/labs-tmdb.jar

payment: build ## the stand-in for the payment provider alone, in this terminal
	@labs/java.sh labs/target/labs-payment.jar

auth: build ## the service auth alone, in this terminal
	@labs/java.sh auth/target/auth.jar

movie: build ## the service movie alone, in this terminal
	@labs/java.sh movie/target/movie.jar

order: build ## the service order alone, in this terminal
	@labs/java.sh order/target/order.jar

gateway: build ## the service gateway alone, in this terminal
	@labs/java.sh gateway/target/gateway.jar

audit: build ## ask order's database whether every rule holds: no seat sold twice, no money without seats, ...
	@labs/audit.sh

crash-test: build ## kill order 50 times and the database 20 times under load, and see that nothing is lost (5 minutes)
	@labs/program.sh nontonyuk.labs.load.CrashRun

bench: build ## print how much the system does at most and how long people wait, directly and through the gateway (7 minutes)
	@labs/program.sh nontonyuk.labs.load.Bench

overload: build ## send up to five times what the system can do, and print how much of its best it still does (7 minutes)
	@labs/program.sh nontonyuk.labs.load.Overload

rolling-restart: build ## restart every instance of every service under load, and see that no request fails (4 minutes)
	@labs/program.sh nontonyuk.labs.load.RollingRestartRun

key-rotation: build ## rotate the key that signs tokens under load, and see that no token is refused (2 minutes)
	@labs/program.sh nontonyuk.labs.load.KeyRotationRun

slow-clients: build ## hold 1000 connections with half-sent requests, and see how long everybody else waits (1 minute)
	@MEMORY=64m labs/program.sh nontonyuk.common.service.SlowClients

fuzz: ## send 5000 made-up requests through the gateway, and see that openapi.json told every answer (2 minutes)
	@$(MAVEN) --batch-mode --quiet verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FuzzIT \
	    -Dfuzz.requests=$(or $(REQUESTS),5000) -Dfuzz.seed=$(or $(SEED),1)
	@sed -n '/^seed/,$$p' labs/target/failsafe-reports/nontonyuk.labs.contract.FuzzIT-output.txt

lint-openapi: ## ask a linter about openapi.json; needs npm
	@REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
	    npx --yes --package=@redocly/cli@2.77.0 redocly lint --extends=recommended-strict --skip-rule=info-license \
	    gateway/src/main/resources/openapi.json

faults: build ## a proxy that spoils the answers of a service as you tell it: FAULTS_PORT=8012, FAULTS_TO=http://127.0.0.1:8002
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp labs/target/labs-tmdb.jar nontonyuk.labs.faults.FaultProxy \
	    $(or $(FAULTS_PORT),8012) $(or $(FAULTS_TO),http://127.0.0.1:8002)

bench-start: build ## print how quickly each jar starts and how much memory it takes, on the JDKs found here
	@labs/bench-start.sh

format: ## lay out all Java code as the build wants it
	@$(MAVEN) --batch-mode --quiet com.diffplug.spotless:spotless-maven-plugin:apply

clean: ## remove what the build made; data/ and .env stay
	@$(MAVEN) --batch-mode --quiet clean
