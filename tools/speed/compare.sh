#!/usr/bin/env bash
# Times copydesk and its peers (rg, typos, rumdl, proselint, vale: those on the PATH) in turns, whole programs:
#   tools/speed/compare.sh [BINARY] [FOLDER] [ROUNDS]
# Without a folder of one's own it writes 800 invented stories. Medians, and copydesk's in times of each peer's.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath "${1:-target/release/copydesk}")
rounds=${3:-9}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
if [ -n "${2:-}" ]; then
    stories=$(realpath "$2")
else
    stories=$work/stories
    "$here/stories.sh" "$stories" 800
fi
one=$(find "$stories" -type f | sort | head -n 1)
# What a desk without a linter would do: look for a list of phrases.
printf '%s\n' 'some say' 'critics say' 'is widely believed' 'it is believed' 'controversial' 'slammed' 'the first of its kind' \
    'experts say' 'observers say' 'a source close to' 'sparked outrage' 'read more' 'sign up' > "$work/phrases"
printf 'StylesPath = styles\nMinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = Vale\n' > "$work/vale.ini"

run() { # TOOL PATH
    case $1 in
        copydesk) "$binary" check --isolated --format short "$2" ;;
        rg) rg -iF -j2 -f "$work/phrases" "$2" ;;
        typos) typos --no-ignore "$2" ;;
        rumdl) rumdl check --no-cache "$2" ;;
        proselint) proselint check "$2" ;;
        vale) vale --config "$work/vale.ini" "$2" ;;
    esac > /dev/null 2>&1 || true
}
now() { date +%s%N; }
median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for path in "$one" "$stories"; do
    tools=copydesk
    for tool in rg typos rumdl proselint vale; do
        command -v "$tool" > /dev/null || continue
        # Some take minutes for a folder, and are told by one story.
        [ "$path" = "$one" ] || [ "$tool" != proselint ] || continue
        tools="$tools $tool"
    done
    rm -f "$work"/times.*
    for _ in $(seq "$rounds"); do
        for tool in $tools; do
            before=$(now)
            run "$tool" "$path"
            echo $((($(now) - before) / 1000)) >> "$work/times.$tool"
        done
    done
    own=$(median "$work/times.copydesk")
    echo "$([ "$path" = "$one" ] && echo "one story" || echo "$(find "$stories" -type f | wc -l) stories"), median of $rounds:"
    for tool in $tools; do
        other=$(median "$work/times.$tool")
        awk -v tool="$tool" -v own="$own" -v other="$other" \
            'BEGIN { printf "  %-10s %9.1f ms   copydesk takes %.2f of it\n", tool, other / 1000, own / other }'
    done
done
