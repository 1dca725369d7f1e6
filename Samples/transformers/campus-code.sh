#!/bin/sh
# A transformer for profiles of this exchange, protocol 'tsv': gives everybody without a campus the one that belongs to
# the faculty, and names both in a new column CAMPUS_NOTE. How to use it: README.md beside this file.
#
# The first argument is the campus of those whose faculty says nothing.
# (mawk keeps its input back unless it is told that it is talked with; other awks take no notice of -W.)
set -eu
interactive=
if awk -W version 2>/dev/null </dev/null | grep -q mawk; then interactive='-W interactive'; fi

# shellcheck disable=SC2086
exec awk $interactive -v fallback="${1:-NORTH}" '
BEGIN { FS = OFS = "\t"; campus["OCEAN"] = "SOUTH"; campus["LAW"] = "NORTH"; campus["MED"] = "NORTH" }

# The first line names the columns: find ours, and add one.
NR == 1 {
    for (i = 1; i <= NF; i++) column[$i] = i
    if (!("CAMPUS" in column) || !("FACULTY" in column)) {
        print "campus-code.sh needs the columns CAMPUS and FACULTY" > "/dev/stderr"
        exit 1
    }
    print $0, "CAMPUS_NOTE"
    fflush()
    next
}

{
    note = ""
    if ($column["CAMPUS"] == "") {
        faculty = $column["FACULTY"]
        if (faculty == "CLOSED") {
            # A line that begins with "!" refuses the record.
            print "!the faculty CLOSED has no campus"
            fflush()
            next
        }
        $column["CAMPUS"] = (faculty in campus) ? campus[faculty] : fallback
        note = "from the faculty " faculty
    }
    print $0, note
    # Each line at once: the exchange waits for it.
    fflush()
}'
