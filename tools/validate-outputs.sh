#!/usr/bin/env bash
# Holds the reports for platforms against the schemas and readers that those platforms use; needs python3, npm and their registries.
#
#     tools/validate-outputs.sh [BINARY]
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
binary=$(realpath "${1:-$here/target/debug/copydesk}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.26.0 junitparser==4.0.2
(cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 > /dev/null && tar xzf microsoft-jest-sarif-*.tgz)

cp "$here/examples/night-ferry.md" "$work/night ferry & co.md"
printf '' > "$work/empty.txt"
cd "$work"
report() { "$binary" check --isolated "night ferry & co.md" empty.txt --format "$1" > "$2" 2> /dev/null || [ $? -eq 1 ]; }
report sarif findings.sarif
report gitlab findings.gitlab.json
report rdjsonl findings.rdjsonl
report junit findings.junit.xml
report checkstyle findings.checkstyle.xml
"$binary" check --isolated empty.txt --format sarif > empty.sarif 2> /dev/null

python/bin/python "$here/tools/validate-outputs.py"
