#!/usr/bin/env bash
# Holds the reports for platforms against the schemas and readers that those platforms use; needs python3, npm and their registries.
# The reports stay in a folder, to be looked at: among them what makes a pull request red, and an upload to code scanning.
#
#     tools/validate-outputs.sh [BINARY [FOLDER]]
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
binary=$(realpath "${1:-$here/target/debug/copydesk}")
mkdir -p "${2:-$here/target/reports}"
reports=$(realpath "${2:-$here/target/reports}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.26.0 junitparser==4.0.2
(
    cd "$work"
    npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 @octokit/openapi@23.0.2 > /dev/null
    tar xzf microsoft-jest-sarif-*.tgz package/lib/schemas/sarif-2.1.0-rtm.5.json
    tar xzf octokit-openapi-*.tgz package/generated/api.github.com.json
)

cp "$here/examples/night-ferry.md" "$work/night ferry & co.md"
printf '' > "$work/empty.txt"
cd "$work"
check() { "$binary" check --isolated "$@" 2> /dev/null || [ $? -eq 1 ]; }
check "night ferry & co.md" empty.txt --format github --output-file findings.github.txt --output sarif=findings.sarif \
    --output gitlab=findings.gitlab.json --output rdjsonl=findings.rdjsonl --output junit=findings.junit.xml \
    --output checkstyle=findings.checkstyle.xml --output markdown=findings.md
check empty.txt --format sarif --output-file empty.sarif

python/bin/python "$here/tools/validate-outputs.py"
mv findings.* empty.sarif pull-request.json code-scanning.json "$reports"
echo "they lie in $reports"
