#!/usr/bin/env python3
"""flips.py --binary DEBUG-EXCHANGE [--flips N] [--minutes N] [--seed N] [--only WORD] [--flip=FILE:BYTE:BIT]
         [--without-head]

Flips one bit of a ledger, of its write-ahead log or of the file that says how far it had come, and lets the real program
go on with it. What may come of that:

  unharmed  receiver, source and every table are what they would have been
  refused   the program ends with a fault of the ledger, and the receiver has nothing that it should not have
  later     receiver and source are as they should be; 'exchange ledger verify' names the damage

and what may not: WRONG (another outcome at the receiver or the source, or a table that says something else while the
ledger verifies) and CRASHED (a signal, a trap, a failure without a fault of the ledger).

Five ledgers: closed after two runs, with new files waiting; left by a kill in the middle of a delivery, with its log; and
one whose source keeps its files, so that nothing but the ledger knows that they were sent. Ends with 1 where a flip was
WRONG or CRASHED; its line names '--only WORD --flip=FILE:BYTE:BIT', which tries the same again.

--without-head: without the file that says how far the ledger had come; then it must end with 1 (a proof that this proof can
fail).
"""

import argparse
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "Torture")]
from power import FINAL, OUTGOING, SETTLED, furnish, run, say  # noqa: E402
from torture import Files, Sample  # noqa: E402

LEDGER = "state/example/ledger.sqlite"
ENDINGS = ("", "-wal", "-head")
#: What a run says besides when, by whom and where; looks are no more than memory of a look.
TABLES = {
    "runs": "id, profile, sequence, configuration, origin, step, outcome, records_read, added, accepted, rejected, filtered, merged",
    "arrivals": "run, ordinal, path, size, modified, modified_ns, digest, state, staged, converted",
    "deliveries": "id, run, profile, ordinal, target, digest, size, staged, state, pinned",
    "entries": "profile, key, value", "reservations": "profile, sequence, number, run", "holds": "run, key, manifest",
    "audit": "number, run, subject, event",
}


class Kept(Files):
    """The source keeps its files."""

    name = "file-relay, kept at the source"

    def profile(self):
        return super().profile().replace("after: move, after_folder: done", "after: leave")


def outside(root):
    """What other machines have: paths and digests."""
    places = root / "places"
    return {
        str(path.relative_to(places)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(places.rglob("*")) if path.is_file()}


def tables(root):
    """What the ledger says, or why it says nothing."""
    database = sqlite3.connect(f"file:{root / LEDGER}?mode=ro", uri=True)
    try:
        # What differs from run to run (a baseline's seal is salted) is under a seal of its own.
        return {
            name: [row for row in database.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2")
                   if not (name == "entries" and "baseline" in row[1])]
            for name, columns in TABLES.items()}
    except sqlite3.DatabaseError as trouble:
        return str(trouble)
    finally:
        database.close()


def go_on(binary, root):
    for _ in range(4):
        status, said = run(binary, root)
        if status not in SETTLED or status == 3:
            break
    return status, said


class Base:
    """A root whose ledger is damaged, again and again."""

    def __init__(self, binary, scratch, name, feed, kill, numbers, forgets=False):
        self.binary, self.name = binary, name
        self.root, profiles = scratch / f"{name}-root", scratch / f"{name}-profiles"
        self.root.mkdir()
        furnish(self.root, profiles, feed)
        for turn in range(1, 4):
            for file, content in feed.files(turn, numbers).items():
                (self.root / OUTGOING / file).write_bytes(content)
            if turn < 3:
                self.demand(*run(binary, self.root))
        if kill:
            run(binary, self.root, EXCHANGE_FP=f"{kill}:1:kill")
        if forgets:
            Path(f"{self.root / LEDGER}-head").unlink()
        self.before = outside(self.root)
        self.files = {end: Path(f"{self.root / LEDGER}{end}").read_bytes() for end in ENDINGS if Path(f"{self.root / LEDGER}{end}").exists()}
        whole = self.copy(scratch / f"{name}-whole")
        self.demand(*go_on(binary, whole))
        self.outside, self.tables = outside(whole), tables(whole)
        self.counts = dict.fromkeys(("unharmed", "refused", "later", "WRONG", "CRASHED"), 0)
        self.failures = []

    def demand(self, status, said):
        if status not in SETTLED:
            raise SystemExit(f"flips: {self.name}: an undamaged ledger ended with {status}:\n{said}")

    def copy(self, to):
        shutil.copytree(self.root, to, symlinks=True)
        index = Path(f"{to / LEDGER}-shm")
        index.unlink(missing_ok=True)
        return to

    def draw(self, numbers):
        # The log is where damage is hardest to see, and the small file is small.
        end = numbers.choices(list(self.files), [{"": 5, "-wal": 5, "-head": 1}[end] for end in self.files])[0]
        return end, numbers.randrange(len(self.files[end])), numbers.randrange(8)

    def judge(self, flip, root):
        end, byte, bit = flip
        self.copy(root)
        content = bytearray(self.files[end])
        content[byte] ^= 1 << bit
        Path(f"{root / LEDGER}{end}").write_bytes(content)
        status, said = go_on(self.binary, root)
        found = outside(root)
        if status in SETTLED:
            if found != self.outside:
                return "WRONG", f"ended with {status}, and {sorted(set(found.items()) ^ set(self.outside.items()))[:3]}"
            said_now = tables(root)
            if said_now == self.tables:
                return "unharmed", ""
            verified = subprocess.run(
                [self.binary, "ledger", "verify", "--root", root], capture_output=True, timeout=120)
            words = (verified.stdout + verified.stderr).decode(errors="replace")
            return ("later", "") if verified.returncode == 8 else (
                "WRONG", f"{self.differences(said_now)}, and it verifies: {words}")
        if status < 0 or status > 128 or "[ledger." not in said and "explain ledger." not in said:
            return "CRASHED", f"ended with {status}: {said}"
        final = FINAL.removeprefix("places/")
        extra = {p: d for p, d in found.items() if p.startswith(final) and not p.startswith(f"{final}/.")}.items() - self.outside.items()
        gone = [path for path in self.before if path not in found and not path.startswith(final)]
        early = [path for path in gone if path in self.outside]
        if extra or early:
            return "WRONG", f"refused, but {sorted(extra)[:3]} {early[:3]}"
        return "refused", ""

    def differences(self, said):
        if isinstance(said, str):
            return said
        return {
            name: [set(rows) - set(said[name]), set(said[name]) - set(rows)]
            for name, rows in self.tables.items() if rows != said[name]}


class Work:
    def __init__(self, scratch, bases, limit, until, seed, chosen):
        self.scratch, self.bases, self.limit, self.until = scratch, bases, limit, until
        self.numbers, self.done, self.lock, self.trouble = random.Random(seed), 0, threading.Lock(), []
        self.seen = set()
        self.chosen = chosen and (lambda end, byte, bit: (end, int(byte), int(bit)))(*chosen.split(":"))

    def next(self):
        with self.lock:
            while self.done < self.limit and time.monotonic() < self.until and not self.trouble:
                base = self.bases[self.done % len(self.bases)]
                flip = self.chosen or base.draw(self.numbers)
                if (base.name, flip) in self.seen and not self.chosen:
                    continue
                self.seen.add((base.name, flip))
                self.done += 1
                return base, flip, self.done
        return None

    def go(self):
        try:
            while found := self.next():
                base, flip, number = found
                root = self.scratch / f"flip-{number}"
                try:
                    kind, why = base.judge(flip, root)
                finally:
                    shutil.rmtree(root, ignore_errors=True)
                with self.lock:
                    base.counts[kind] += 1
                    if why:
                        base.failures.append(
                            f"{kind}: --only '{base.name}' --flip={':'.join(map(str, flip))}: {why}")
        except BaseException as trouble:
            self.trouble.append(trouble)
            raise


def table(bases):
    head = ("LEDGER FLIPS", "BYTES", "FLIPS", *bases[0].counts)
    rows = [head] + [
        (b.name, *map(str, (sum(map(len, b.files.values())), sum(b.counts.values()), *b.counts.values()))) for b in bases]
    rows.append(("all", *(str(sum(int(row[i]) for row in rows[1:])) for i in range(1, len(head)))))
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--flips", type=int, default=10_000)
    options.add_argument("--minutes", type=float, default=float(os.environ.get("TORTURE_MINUTES", "10")))
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", default="", help="ledgers whose name has this in it")
    options.add_argument("--flip", default="", help="one flip: the file's ending, byte and bit")
    options.add_argument("--without-head", action="store_true", help="the file beside the ledger is gone")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(3), "big")
    say(f"flips: seed {seed}, at most {chosen.flips} flips and {chosen.minutes:g} minutes")
    memory = Path("/dev/shm")
    scratch = Path(tempfile.mkdtemp(prefix="exchange-flips.", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        binary = chosen.binary.resolve()
        bases = [
            Base(binary, scratch, name, feed, kill, random.Random(f"{seed} {name}"), chosen.without_head)
            for name, feed, kill in (
                ("closed", Sample(), None), ("killed", Files(), "deliver.renamed"), ("kept", Kept(), None),
                ("killed sis-users", Sample(), "deliver.intended"), ("killed, kept", Kept(), "deliver.renamed"))
            if chosen.only in name]
        began = time.monotonic()
        work = Work(
            scratch, bases, 1 if chosen.flip else chosen.flips, began + chosen.minutes * 60, seed, chosen.flip)
        workers = [threading.Thread(target=work.go) for _ in range(chosen.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if work.trouble:
            raise work.trouble[0]
        say(f"flips: {work.done} in {time.monotonic() - began:.0f} s")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(table(bases))
    failures = [failure for base in bases for failure in base.failures]
    for failure in failures[:20]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
