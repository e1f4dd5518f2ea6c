#!/usr/bin/env bash
# Runs the tests of the page in a real browser, against a system of its own with data of its own.
# Needs Node.js with its npm, and Chromium. The first run installs playwright-core and axe-core.
# Names of test files run only these: labs/page/run.sh booking xray. CHROMIUM names another browser.
# A program runs instead of the tests: labs/page/run.sh polling.js
set -euo pipefail
cd "$(dirname "$0")/../.."

oldest_node=20
number=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$number" -lt $oldest_node ] || ! command -v npm >/dev/null; then
    echo "page: install Node.js $oldest_node or newer with its npm first: apt-get install nodejs npm, or nodejs.org" >&2
    exit 1
fi

browser=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$browser" ] || browser=$(command -v $name || true)
done
if [ -z "$browser" ]; then
    echo "page: install Chromium first: apt-get install chromium, or let CHROMIUM name a browser of its family" >&2
    exit 1
fi

cd labs/page
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --silent --no-audit --no-fund
    touch node_modules/.package-lock.json
fi
CHROMIUM=$browser exec node run.js "$@"
