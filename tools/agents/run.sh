#!/usr/bin/env bash
# Holds `copydesk mcp` against the official client of the Model Context Protocol, which comes from PyPI.
#
#     tools/agents/run.sh [BINARY]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
COPYDESK=$(realpath "${1:-$here/../../target/debug/copydesk}")
export COPYDESK
if ! command -v python3 > /dev/null; then
    echo "not run: the client of the Model Context Protocol needs python3"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check mcp==1.12.4 pydantic==2.11.7
"$work/python/bin/python" "$here/client.py"
