#!/usr/bin/env bash
# Installs each package of a folder where nothing is installed yet, and holds that it finds the same as the program.
#
#     tools/try-packages.sh [FOLDER [BINARY]]
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
packages=$(realpath "${1:-$project/target/packages}")
binary=$(realpath "${2:-$project/target/debug/copydesk}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$project/examples/night-ferry.md" "$work"
cd "$work"

findings() { "$@" check --isolated night-ferry.md --format jsonl 2> /dev/null || [ $? -eq 1 ]; }
findings "$binary" > expected.jsonl
test -s expected.jsonl
version=$("$binary" --version)

# same NAME PROGRAM: finds the same, says the same version, and ends with the same codes.
same() {
    findings "$2" > found.jsonl
    cmp expected.jsonl found.jsonl
    test "$("$2" --version)" = "$version"
    local code=0
    "$2" check --isolated no-such-story.md > said 2>&1 || code=$?
    test "$code" -eq 2
    printf 'The bridge is safe, the council said.\n' | "$2" check --isolated - > said
    echo "$1: finds what the program finds"
}

# holds FOLDER: has the manual and the completions of bash.
holds() {
    test -s "$1/man/man1/copydesk-check.1" -o -s "$1/man/man1/copydesk-check.1.gz"
    bash -c "source '$1/bash-completion/completions/copydesk' && complete -p copydesk" > said
}

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps "$packages"/copydesk-*.whl
same wheel python/bin/copydesk
holds python/share

mkdir npm
npm install --silent --no-audit --no-fund --offline --prefix npm "$packages"/copydesk-*-*.*.tgz "$packages"/copydesk-[0-9].*.tgz
same npm npm/node_modules/.bin/copydesk
test -s npm/node_modules/copydesk/man/copydesk-check.1
rm -r npm/node_modules/copydesk-*
code=0
npm/node_modules/.bin/copydesk --version > said 2>&1 || code=$?
test "$code" -eq 2
grep -q 'there is no copydesk-' said

if ls "$packages"/*.deb > /dev/null 2>&1; then
    mkdir -p debian/var/lib/dpkg/{info,updates}
    touch debian/var/lib/dpkg/status
    dpkg --root=debian --force-not-root --force-depends --log=/dev/null --install "$packages"/*.deb > said 2>&1 || { cat said; exit 1; }
    same deb debian/usr/bin/copydesk
    holds debian/usr/share
fi

mkdir archive
tar -C archive --strip-components 1 -xzf "$packages"/copydesk-*.tar.gz
same archive archive/copydesk
holds archive/share
