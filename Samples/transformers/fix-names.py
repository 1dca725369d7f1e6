#!/usr/bin/env python3
"""A transformer for profiles of this exchange, protocol 'jsonl'.

Names that are written in capitals throughout get the usual letters; test accounts are left out; a record without a last
name is refused. How to use it: README.md beside this file.
"""
import json
import re
import sys

NAMES = ("FIRST_NAME", "LAST_NAME")
# Words that stay small inside a name.
SMALL = {"van", "von", "der", "den", "de", "la", "di", "da", "y"}


def usual(name):
    """O'TESTCASE-VAN DER MUSTER -> O'Testcase-van der Muster; what has small letters already stays as it is."""
    if name != name.upper():
        return name
    words = re.split(r"([\s'’-]+)", name.lower())
    return "".join(word if word in SMALL else word[:1].upper() + word[1:] for word in words)


def answer(fields):
    if fields["PERSON_ID"].startswith("test"):
        return {"skip": "a test account"}
    if not fields["LAST_NAME"].strip():
        return {"reject": "there is no last name"}
    for name in NAMES:
        fields[name] = usual(fields[name])
    return {"fields": fields}


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    hello = json.loads(sys.stdin.readline())
    if hello["exchange"] != 1:
        sys.exit(f"this program speaks version 1 of the protocol, not {hello['exchange']}")
    for line in sys.stdin:
        record = json.loads(line)
        said = {"record": record["record"], **answer(record["fields"])}
        # One line each, at once: the exchange waits for it.
        print(json.dumps(said, ensure_ascii=False), flush=True)


main()
