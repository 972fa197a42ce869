#!/usr/bin/env bash
# Writes invented news stories of some 5 KB each, always the same: stories.sh FOLDER NUMBER
set -euo pipefail
export LC_ALL=C
mkdir -p "$1"
awk -v folder="$1" -v number="$2" '
function pick(list, count) { seed = (seed * 1103515245 + 12345) % 2147483648; return list[1 + int(seed / 65536) % count] }
BEGIN {
    people = split("Anna Lindqvist|Omar Haddad|the harbour board|Petra Novak|a spokesman for the council|the ministry|Elena Marsh|residents", who, "|")
    verbs = split("said|told reporters|added|wrote in a statement|insisted|announced", said, "|")
    subjects = split("the ferry to Orsa|a new pier|the budget for schools|the clinic in Varen|the power line|the fish market", what, "|")
    ends = split("would cost 3.4 million euros more than planned|was late for the second week|will open on Tuesday, 4 March 2025|fell by 12 per cent last year|could not be repaired before the winter|was closed after an inspection", does, "|")
    asides = split("Critics say it is a disaster.|It is widely believed to be the first of its kind since 1998.|The decision came after months of talks.|Nobody was hurt.|Some 300 people signed the letter.|The plan is controversial, and the board knows it.", aside, "|")
    for (story = 1; story <= number; story++) {
        seed = story * 7919
        text = "Repairs of " pick(what, subjects) " delayed again\n"
        while (length(text) < 4800) {
            text = text "\n"
            for (sentence = 0; sentence < 3; sentence++) {
                choice = pick(who, people)
                if (sentence == 1) text = text "“We knew that " pick(what, subjects) " " pick(does, ends) ",” " choice " " pick(said, verbs) ". "
                else if (sentence == 2) text = text pick(aside, asides) "\n"
                else text = text toupper(substr(choice, 1, 1)) substr(choice, 2) " " pick(said, verbs) " that " pick(what, subjects) " " pick(does, ends) ". "
            }
        }
        printf "%s", text > sprintf("%s/%05d.txt", folder, story)
        close(sprintf("%s/%05d.txt", folder, story))
    }
}'
