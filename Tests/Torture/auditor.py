"""An auditor of its own: reads a ledger with Python's SQLite, looks at the receiving folder and at what a consumer took, and
knows nothing of how the program works. It counts what may never be: files lost, doubled, partial, and a ledger that
does not hold.
"""

import hashlib
import sqlite3
from collections import Counter

SETTLED = ("delivered", "confirmed")


def value(text):
    """The canonical form of one value, as AuditChain states it."""
    data = str(text).encode()
    return str(len(data)).encode() + b":" + data


class Verdict:
    def __init__(self):
        self.lost, self.doubled, self.partial, self.broken, self.doubt, self.held = [], [], [], [], [], []

    @property
    def is_clean(self):
        return not (self.lost or self.doubled or self.partial or self.broken)

    @property
    def words(self):
        return "; ".join(
            f"{name}: {', '.join(map(str, found[:3]))}" for name, found in vars(self).items() if found)


def audit(ledger, institution, standing, journal, given, waiting, done):
    """`standing` and `journal` are (name, sha256) of what stands under final names and of what a consumer took; `given`
    the names of all files the source was ever given, `waiting` and `done` those that are there and those let go of."""
    verdict = Verdict()
    database = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    try:
        chain(database, institution, verdict)
        rows = database.execute("SELECT * FROM deliveries").fetchall()
        there = Counter(digest for _, digest in standing + journal)
        known = {row["digest"] for row in rows}
        for name, digest in standing + journal:
            if digest not in known:
                verdict.partial.append(name)
        for row in rows:
            copies = there[row["digest"]]
            if copies > 1:
                verdict.doubled.append(row["target"])
            elif row["state"] in SETTLED:
                if copies == 0:
                    verdict.lost.append(row["target"])
            elif row["state"] == "in doubt":
                verdict.doubt.append(row["target"])
            elif copies:
                verdict.doubled.append(f"{row['target']} ({row['state']})")
            else:
                verdict.held.append(f"{row['target']} ({row['state']})")
        open_runs = database.execute("SELECT COUNT(*) FROM runs WHERE outcome IS NULL").fetchone()[0]
        for name in given:
            if name not in waiting and name not in done:
                verdict.lost.append(f"{name} (source)")
            elif name in waiting and not open_runs and not verdict.doubt:
                verdict.held.append(f"{name} (source)")
        check = database.execute("PRAGMA integrity_check").fetchone()[0]
        if check != "ok":
            verdict.broken.append(check)
    except sqlite3.DatabaseError as trouble:
        verdict.broken.append(str(trouble))
    finally:
        database.close()
    return verdict


def chain(database, institution, verdict):
    head = hashlib.sha256(value(institution)).hexdigest()
    number = 0
    for row in database.execute("SELECT * FROM audit ORDER BY number"):
        number += 1
        fields = (head, row["number"], row["at"], row["at_ns"], row["run"], row["subject"], row["event"], row["epoch"], row["owner"])
        head = hashlib.sha256(b"".join(map(value, fields))).hexdigest()
        if row["number"] != number or row["hash"] != head:
            verdict.broken.append(f"audit row {row['number']}")
            return
    about = database.execute("SELECT last, head FROM about").fetchone()
    if about["last"] != number or about["head"] != head:
        verdict.broken.append("the chain's end")
