#!/usr/bin/env bash
# Holds `copydesk lsp` against editors that others wrote: Neovim, pytest-lsp's clients, and the packaging of the extension
# for Visual Studio Code. Whatever cannot be had is named, and not run.
#
#     tools/editors/run.sh [BINARY]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
COPYDESK=$(realpath "${1:-$here/../../target/debug/copydesk}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export COPYDESK

if ! command -v nvim > /dev/null && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
    { apt-get update && apt-get install --yes --no-install-recommends neovim; } > "$work/apt.log" 2>&1 || cat "$work/apt.log"
fi
if command -v nvim > /dev/null; then
    mkdir "$work/desk"
    printf '# Council approves the harbour budget\n\nThe ferry leaves at TK.\n' > "$work/desk/draft.md"
    printf '' > "$work/desk/copydesk.toml"
    FOLDER="$work/desk" HOME="$work" nvim --clean --headless -n -c "luafile $here/neovim.lua"
else
    echo "not run: Neovim is not to be had here"
fi

if command -v python3 > /dev/null; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --disable-pip-version-check pytest-lsp==1.0.1
    "$work/python/bin/python" -m pytest -q -p no:cacheprovider -o asyncio_default_fixture_loop_scope=function --asyncio-mode=auto "$here/test_pytest_lsp.py"
else
    echo "not run: pytest-lsp needs python3"
fi

if command -v npm > /dev/null; then
    cp -r "$here/../../editors/vscode" "$work/vscode"
    cd "$work/vscode"
    npm install --silent --no-audit --no-fund
    npm run --silent check
    npx vsce package --no-git-tag-version --allow-missing-repository --out copydesk.vsix > vsce.log 2>&1 || { cat vsce.log; exit 1; }
    echo "the extension for Visual Studio Code is type-checked and packaged; not run: Visual Studio Code itself"
else
    echo "not run: the extension for Visual Studio Code needs npm"
fi
