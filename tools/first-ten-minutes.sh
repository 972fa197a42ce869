#!/usr/bin/env bash
# What a newcomer does in the first ten minutes, step by step as the README says it: clone, first command, own folder,
# hook. Every step says what it expects, and stops the walk where that is not so.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

step() { printf '\n== %s\n' "$1"; }
expect() { # expect PATTERN FILE: what was said has the pattern
    grep -q -e "$1" "$2" || { echo "expected: $1"; echo "said:"; cat "$2"; exit 1; }
}
exits() { # exits CODE COMMAND…: what it says goes to said
    local code=$1 status=0
    shift
    "$@" > "$place/said" 2>&1 || status=$?
    [ "$status" = "$code" ] || { echo "$* ended with $status, not $code:"; cat "$place/said"; exit 1; }
}

step "clone"
git clone --quiet "$root" "$place/copydesk"
cd "$place/copydesk"

step "the README's first command (built without --release here: what it says is the same)"
command=$(grep -m 1 '^\$ cargo run' README.md | sed 's/^\$ //; s/ --release//')
export CARGO_TARGET_DIR="$root/target/first-ten-minutes"
# shellcheck disable=SC2086
exits 1 $command
expect 'error\[copy/weekday\]' "$place/said"
expect '4 errors and 4 warnings in 1 article' "$place/said"
PATH="$CARGO_TARGET_DIR/debug:$PATH"

step "own folder: a site with stories, a README and requirements"
mkdir -p "$place/site/content/news" "$place/site/docs" && cd "$place/site"
git init -q -b main && git config user.name Desk && git config user.email desk@example.org
printf '# The site\n\nThe build is believed to be broken.\n' > README.md
printf 'jinja2\n' > requirements.txt
printf '# How it is built\n\nThe build is believed to be broken.\n' > docs/build.md
printf -- '---\ntitle: Pier closes in May\n---\n\nThe pier is believed to be unsafe.\n' > content/news/pier.md
git add . && git commit -q -m "Old stories"
exits 1 copydesk check --format short
expect 'content/news/pier.md:5:' "$place/said"
if grep -q README "$place/said"; then echo "the README is taken for a story"; exit 1; fi

step "a configuration"
exits 0 copydesk init
expect 'files: ^content/' "$place/said"
exits 1 copydesk check
expect 'content/news/pier.md' "$place/said"
expect '1 warning in 1 article' "$place/said"

step "a baseline"
exits 0 copydesk baseline
exits 0 copydesk check
expect '1 in the baseline' "$place/said"
git add . && git commit -q -m "Begin with copydesk"

step "a hook"
printf '#!/bin/sh\nexec copydesk check --staged\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
printf '# Bridge closes\n\nThe bridge is believed to be unsafe.\n' > content/news/bridge.md
git add content/news/bridge.md
exits 1 git commit -q -m "Add the bridge"
expect 'claims/passive-belief' "$place/said"
exits 0 copydesk check content/news/bridge.md --add-stet --reason "agency copy, checked by phone"
git add content/news/bridge.md
exits 0 git commit -q -m "Add the bridge"

step "why, and what else there is"
exits 0 copydesk explain claims/passive-belief
expect 'To switch it off' "$place/said"
exits 0 copydesk rules
exits 2 copydesk check nothere.md
expect 'there is no such file or folder' "$place/said"
printf '\nten minutes walked\n'
