#!/usr/bin/env bash
# Builds the engine for `copydesk page` as WebAssembly, and a page with it; `--test` opens the page in Chromium and tries it.
# Usage: tools/page.sh [--test] [COPYDESK]
set -euo pipefail
cd "$(dirname "$0")/.."
test=false
if [ "${1:-}" = --test ]; then
    test=true
    shift
fi
copydesk=${1:-target/debug/copydesk}
target=wasm32-unknown-unknown
if command -v rustup > /dev/null; then
    rustup target add "$target" > /dev/null 2>&1 || true
fi
if ! [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
    echo "not run: tools/page.sh needs Rust's target $target (rustup target add, or Debian's libstd-rust-dev-wasm32)"
    exit 0
fi
engine=${COPYDESK_ENGINE_FILE:-target/page/engine.wasm}
if ! [ -f "$engine" ] || [ -n "$(find src rules tools/page/engine/src Cargo.toml -newer "$engine" -print -quit)" ]; then
    CARGO_TARGET_DIR=target/page nice cargo build --quiet --release --target "$target" \
        --manifest-path tools/page/engine/Cargo.toml
    mkdir -p "$(dirname "$engine")"
    cp "target/page/$target/release/copydesk_page_engine.wasm" "$engine"
fi
"$copydesk" page --engine "$engine" --isolated --output target/copydesk.html
echo "target/copydesk.html: $(wc -c < target/copydesk.html) bytes"
"$test" || exit 0
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
    echo "not run: the tests of the page need node and npm"
    exit 0
fi
if ! command -v chromium > /dev/null; then
    apt-get install -y --no-install-recommends chromium > /dev/null 2>&1 || true
fi
if ! command -v chromium > /dev/null; then
    echo "not run: the tests of the page need Chromium"
    exit 0
fi
modules=target/page-modules
npm install --silent --no-save --no-fund --no-audit --prefix "$modules" playwright-core@1 > /dev/null
NODE_PATH="$PWD/$modules/node_modules" node tools/page/test.cjs "$PWD/target/copydesk.html" "$(command -v chromium)"
