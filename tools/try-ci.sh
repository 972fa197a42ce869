#!/usr/bin/env bash
# Holds the files for CI that the documentation shows against the platforms' schemas, and runs what can be run of them
# with the wheel of a folder of packages: the action, the hook, the Makefile. Needs python3, git, make and PyPI.
#
#     tools/try-ci.sh [FOLDER]
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
packages=$(realpath "${1:-$project/target/packages}")
wheel=$(ls "$packages"/copydesk-*.whl)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check check-jsonschema==0.39.0 pre-commit==4.7.0
export PATH="$work/python/bin:$PATH"

mkdir "$work/shown"
cd "$work/shown"
python "$project/tools/shown-files.py" "$project"/docs/*.md "$project/README.md"
schema() { check-jsonschema --builtin-schema "vendor.$1" "${@:2}"; }
schema github-workflows .github/workflows/*.yml .forgejo/workflows/*.yml
schema gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
schema github-actions "$project/action.yml"
pre-commit validate-config .pre-commit-config.yaml
pre-commit validate-manifest "$project/.pre-commit-hooks.yaml"

# The steps of the action, as a runner would run them.
mkdir -p "$work/runner" "$work/stories/content"
cp "$project/examples/night-ferry.md" "$work/stories/content"
cd "$work/stories"
step() {
    python - "$project/action.yml" "$1" > "$work/runner/step" <<'PYTHON'
import sys, yaml
action = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
print(next(step["run"] for step in action["runs"]["steps"] if step["name"] == sys.argv[2]))
PYTHON
    env RUNNER_TEMP="$work/runner" GITHUB_OUTPUT="$work/runner/output" GITHUB_STEP_SUMMARY="$work/runner/summary.md" \
        "${@:2}" bash --noprofile --norc -eo pipefail "$work/runner/step"
}
step "Install copydesk" PACKAGE="$wheel" ACTION=/nowhere
code=0
step Check PATHS=content SINCE= ARGUMENTS=$'--min-level\nwarning' HTML="$work/runner/copydesk.html" > "$work/runner/log" || code=$?
test "$code" -eq 1
grep -q '^::error file=content/night-ferry.md,line=7,' "$work/runner/log"
grep -q '^### copydesk' "$work/runner/summary.md"
grep -q 'warning' "$work/runner/copydesk.sarif"
grep -q '</html>' "$work/runner/copydesk.html"
test "$(cat "$work/runner/output")" = "sarif-file=$work/runner/copydesk.sarif"
echo "the action checks, and fails on what it finds"

export PATH="$work/runner/copydesk/bin:$PATH"
make --silent --file "$work/shown/Makefile" copydesk.html
test -s copydesk.html
if make --silent --file "$work/shown/Makefile" copydesk > "$work/said" 2>&1; then echo "make let a finding pass"; exit 1; fi
echo "make checks, and writes a report"

# The hook, in a repository of its own, with the wheel in the place of its address.
rm copydesk.html
git init --quiet -b main .
git config user.name Desk
git config user.email desk@example.org
sed "s|copydesk @ [^\"]*|copydesk @ file://$wheel|" "$work/shown/.pre-commit-config.yaml" > .pre-commit-config.yaml
grep -q "file://" .pre-commit-config.yaml
export PRE_COMMIT_HOME="$work/hooks"
git add . && pre-commit install > "$work/said"
if git commit --quiet -m "A draft with findings" > "$work/said" 2>&1; then echo "the hook let a finding pass"; exit 1; fi
grep -q 'claims/passive-belief' "$work/said" || { cat "$work/said"; exit 1; }
printf '# Bridge to close in May\n\nThe bridge is safe, the council said.\n' > content/night-ferry.md
git add . && git commit --quiet -m "A draft without" > "$work/said" 2>&1 || { cat "$work/said"; exit 1; }
echo "pre-commit installs the wheel, stops a draft with findings and lets one without through"
