# Nonton Yuk: type `make` for a list of the targets. make is not required: labs/README.md shows the same without it.

MAVEN := $(shell command -v mvn || echo ./mvnw)
SOURCES := $(shell find pom.xml build.sh .env.example */pom.xml */src sql/auth sql/movie sql/order -type f)
BUILT := target/built
UNLESS_OPEN := $(if $(wildcard .labs/now.json),,build) # the labs compile an open lab by themselves

.DEFAULT_GOAL := help
.PHONY: help run demo doctor labs lab check auth movie order gateway db tmdb payment faults audit test test-page clean build format api-files lint-openapi fuzz bench bench-start overload premiere slow-clients rolling-restart key-rotation crash-test galera

help: ## list all targets
	@sed -n -e 's/^##@ /@/p' -e 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	    case $$name in @*) printf '\n%s\n' "$${name#@}" ;; *) printf '  make %-15s  %s\n' "$$name" "$$text" ;; esac; done

##@ For students

run: build ## start everything and show all logs (QUIET=1: only in .run/; INSTANCES=2: two of auth, movie and order); Ctrl-C stops it
	@labs/run.sh

demo: ## go from a new account to a ticket with curl; needs `make run` in another terminal
	@labs/demo.sh

doctor: ## say what is wrong: ports, database, keys, clocks, settings
	@labs/doctor.sh

labs: $(UNLESS_OPEN) ## list the course labs: what is open, what is passed, and the next step
	@labs/lab

lab: $(UNLESS_OPEN) ## open a course lab: the code loses a feature, and you build it (N=07)
	@labs/lab start $(or $(N),07)

check: $(UNLESS_OPEN) ## say what holds in the open lab, and what does not
	@labs/lab check $(N)

auth: build ## start auth alone, in this terminal
	@labs/java.sh auth/target/auth.jar

movie: build ## start movie alone
	@labs/java.sh movie/target/movie.jar

order: build ## start order alone
	@labs/java.sh order/target/order.jar

gateway: build ## start gateway alone
	@labs/java.sh gateway/target/gateway.jar

db: build ## start the throw-away database alone
	@labs/java.sh sql/target/db.jar

tmdb: build ## start the stand-in for TheMovieDB alone
	@labs/java.sh labs/target/labs-tmdb.jar

payment: build ## start the stand-in for the payment provider alone
	@labs/java.sh labs/target/labs-payment.jar

faults: build ## start a proxy that breaks the answers of a service: FAULTS_PORT=8092 FAULTS_TO=http://127.0.0.1:8002
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp labs/target/labs-tmdb.jar nontonyuk.labs.faults.FaultProxy \
	    $(or $(FAULTS_PORT),8092) $(or $(FAULTS_TO),http://127.0.0.1:8002)

audit: build ## check every rule of order's database: no seat is sold twice, no payment is without seats, …
	@labs/audit.sh

test: ## build everything and run every test, with a real database on a free port
	@[ ! -e .labs/now.json ] || echo "A course lab is open, so the tests of its feature fail: labs/lab stop puts it back."
	@$(MAVEN) --batch-mode --no-transfer-progress --threads 3 verify

test-page: build ## try the page in a real browser; needs Node.js and Chromium
	@labs/page/run.sh $(TESTS)

clean: ## remove what the build made; data/ and .env stay
	@$(MAVEN) --batch-mode --quiet clean

##@ For engineers

build: $(BUILT) ## build all jars, and make a missing .env
	@labs/make-env.sh # runs every time, because .env is not one of the sources

$(BUILT): $(SOURCES)
	@./build.sh
	@mkdir -p target && touch $(BUILT)

format: ## format all Java code; the build refuses other formatting
	@$(MAVEN) --batch-mode --quiet com.diffplug.spotless:spotless-maven-plugin:apply

api-files: ## write labs/http and the Postman collection again, from openapi.json and `requests.txt` in labs/http and labs/postman
	@labs/program.sh nontonyuk.labs.docs.ApiFiles

lint-openapi: ## check openapi.json with a linter; needs npm
	@REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
	    npx --yes --package=@redocly/cli@2.77.0 redocly lint --extends=recommended-strict --skip-rule=info-license \
	    gateway/src/main/resources/openapi.json

fuzz: ## send 5000 generated requests, and compare each answer with openapi.json (2 minutes; REQUESTS=, SEED=)
	@$(MAVEN) --batch-mode --quiet verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FuzzIT \
	    -Dfuzz.requests=$(or $(REQUESTS),5000) -Dfuzz.seed=$(or $(SEED),1)
	@sed -n '/^seed/,$$p' labs/target/failsafe-reports/nontonyuk.labs.system.FuzzIT-output.txt

bench: build ## measure the throughput and the response times, directly and through the gateway (7 minutes)
	@labs/program.sh nontonyuk.labs.run.BenchRun

bench-start: build ## measure the start time and the memory of each jar, on each JDK of this machine
	@labs/bench-start.sh

overload: build ## send up to five times the maximum load, and measure the remaining throughput (7 minutes)
	@labs/program.sh nontonyuk.labs.run.OverloadRun

premiere: build ## sell a showtime to a crowd, with and without a waiting room; print the tables of labs/scale.md (5 minutes)
	@labs/program.sh nontonyuk.labs.run.PremiereRun

slow-clients: build ## hold up to 2000 half-sent requests and unread answers, and measure other clients (2 minutes)
	@MEMORY=64m labs/program.sh nontonyuk.common.run.SlowClientsRun

rolling-restart: build ## restart every instance of every service under load; no request may fail (4 minutes)
	@labs/program.sh nontonyuk.labs.run.RollingRestartRun

key-rotation: build ## rotate the signing key under load; no token may be refused (2 minutes)
	@labs/program.sh nontonyuk.labs.run.KeyRotationRun

crash-test: build ## kill order 50 times and the database 20 times under load; nothing may be lost (5 minutes)
	@labs/program.sh nontonyuk.labs.run.CrashRun

galera: build ## kill each of three database nodes under load; nothing may be lost (3 minutes; needs mariadb-server and galera-4)
	@labs/program.sh nontonyuk.labs.run.GaleraRun
