#!/usr/bin/env python3
"""Holds what `exchange audit export` printed against its own hashes, from the words of its help alone.

    check_export.py [--institution NAME] [--head ROW:HASH] [--gaps] FILE...

Prints `whole ROWS FILE` or `broken LINE FILE: why` for each file, and ends 1 where one is broken. Without --gaps the rows
follow each other; with --institution row 1 begins that institution's chain; with --head the chain holds that row.
"""

import argparse
import hashlib
import json
import sys

NUMBERS = ["row", "seconds", "nanoseconds", "epoch"]
TEXTS = ["run", "subject", "event", "owner"]
HASHES = ["before", "hash"]
COVERED = ["before", "row", "seconds", "nanoseconds", "run", "subject", "event", "epoch", "owner"]


class Broken(Exception):
    pass


def demand(holds, why):
    if not holds:
        raise Broken(why)


def value(field):
    data = str(field).encode("utf-8")
    return str(len(data)).encode() + b":" + data


def read(line):
    demand(line.endswith(b"\n"), "the line has no end")
    try:
        row = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise Broken(f"no JSON: {error}")
    demand(isinstance(row, dict) and sorted(row) == sorted(NUMBERS + TEXTS + HASHES), "other fields")
    demand(all(type(row[name]) is int for name in NUMBERS), "a number is none")
    demand(all(type(row[name]) is str for name in TEXTS + HASHES), "a text is none")
    return row


def check(lines, institution, head, gaps):
    last = None
    seen = head is None
    for number, line in enumerate(lines, 1):
        try:
            row = read(line)
            digest = hashlib.sha256(b"".join(value(row[name]) for name in COVERED)).hexdigest()
            demand(digest == row["hash"], f"row {row['row']} is not what was hashed")
            if row["row"] == 1 and institution is not None:
                demand(hashlib.sha256(value(institution)).hexdigest() == row["before"], "another institution's chain")
            if last is not None:
                demand(row["row"] > last["row"], "rows out of order")
                follows = row["row"] == last["row"] + 1
                demand(follows or gaps, f"row {last['row'] + 1} is missing")
                demand(not follows or row["before"] == last["hash"], "does not follow the row before it")
            seen = seen or f"{row['row']}:{row['hash']}" == head
            last = row
        except Broken as error:
            raise Broken(f"{number}", str(error))
    if not seen:
        raise Broken(f"{len(lines)}", f"the head {head} is not in it")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--institution")
    parser.add_argument("--head")
    parser.add_argument("--gaps", action="store_true")
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args()
    status = 0
    for path in asked.files:
        with open(path, "rb") as file:
            lines = file.read().splitlines(keepends=True)
        try:
            check(lines, asked.institution, asked.head, asked.gaps)
            print(f"whole {len(lines)} {path}")
        except Broken as error:
            status = 1
            print(f"broken {error.args[0]} {path}: {error.args[1]}")
    sys.exit(status)


main()
