#!/usr/bin/env python3
"""disks.py --binary DEBUG-EXCHANGE [--minutes N] [--seed N] [--only WORD] [--workers N] [--sample N] [--operation WORD]

Disks that fail and disks without room, with the real program on them.

'below' and 'points': the n-th operation fails with EIO, ENOSPC, EINTR or EMFILE, once or for ever from there on, for all n
until a run ends without having met it; below the program (failing.c, so that SQLite's own calls are among them), and at the
program's fault points. The run must end with a fault that says what to do, never by a signal, never hanging, and claim
success only where everything is delivered. A file whose flush failed is not used any more. Then the disk is well; the
program runs until nothing is left to do, and the auditor of Tests/Torture counts what is lost, doubled, partial.

'small state': a file system of memory for the state folder, from nothing to what is needed and 64 KiB, in steps of 4 KiB.
Without room nothing changes at the receiver; with it the run goes on. 'small receiver': a file system of 16 MiB in a file,
nearly full, for the receiving folder. Both are skipped, and said to be, where nothing can be mounted.

Prints one table. A line that is not clean names its cells: '--only WORD' tries those again. --sample takes that many cells
of each line, drawn by the seed. Ends with 1 where anything was lost, doubled, partial or not said.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import freight  # noqa: E402
from small import SmallReceiver, SmallState  # noqa: E402

NUMBERS = {"EIO": 5, "ENOSPC": 28, "EINTR": 4, "EMFILE": 24}


class Line:
    """One line of the table: a way for a disk to fail, with a feed."""

    def __init__(self, bench, kind, feed):
        self.bench, self.kind, self.feed, self.name = bench, kind, feed, f"{kind} {feed}"
        self.cells, self.tried, self.refused = [], 0, 0
        self.lost = self.doubled = self.partial = self.broken = self.unsaid = 0
        self.failures = []
        self.lock = threading.Lock()

    @staticmethod
    def is_possible():
        return True

    def judge(self, cell, first, root):
        """After the disk is well again: `first` is how the run on the bad disk ended."""
        trouble = freight.complaint_about_end(first)
        if trouble is None and first.status in freight.DONE:
            early = root.audit()
            if not early.is_clean:
                trouble = f"claimed to be done: {early.words}"
        last, is_done = root.until_done()
        if not is_done:
            trouble = trouble or f"cannot go on, ends with {last.status}: {last.said[-300:]}"
        verdict = root.audit()
        left = root.leftovers()
        if left and not trouble:
            trouble = f"leaves {left[:3]}"
        with self.lock:
            self.tried += 1
            self.refused += first.status in freight.FAULTS
            self.lost += len(verdict.lost)
            self.doubled += len(verdict.doubled)
            self.partial += len(verdict.partial)
            self.broken += len(verdict.broken)
            self.unsaid += trouble is not None
            if trouble or not verdict.is_clean:
                said = "" if trouble is None else f"\n      it said: {first.said.strip()[-500:]!r}"
                self.failures.append(f"{self.name} {cell}: {trouble or ''} {verdict.words}{said}")

    def row(self):
        return (self.kind, self.feed, len(self.cells), self.tried, self.refused, self.lost, self.doubled, self.partial,
                self.broken, self.unsaid)


class Below(Line):
    """Cells are (errno's name, once or ever, n)."""

    def __init__(self, bench, feed):
        super().__init__(bench, "below", feed)

    def watched(self, root, cell):
        name, how, number = cell
        log = root.root.parent / f"{root.root.name}.log"
        return log, {
            "LD_PRELOAD": str(self.bench.shim), "FAILING_FOLDERS": str(root.root), "FAILING_AT": str(number),
            "FAILING_WITH": str(NUMBERS[name]), "FAILING_HOW": how, "FAILING_LOG": str(log)}

    def discover(self):
        for name in NUMBERS:
            root = self.bench.fresh(self.feed)
            log, environment = self.watched(root, (name, "once", 0))
            ended = root.run(**environment)
            if ended.status not in freight.DONE:
                raise SystemExit(f"disks: {self.name}: the run on a good disk ended with {ended.status}:\n{ended.said}")
            operations = [line.split(" ", 2)[1] for line in log.read_text().splitlines()]
            log.unlink()
            root.end()
            # A few more than were counted: the last ones must be runs that meet nothing.
            wanted = self.bench.operation
            numbers = [n for n, word in enumerate(operations + ["", ""], 1) if not wanted or word == wanted]
            self.cells += [(name, how, n) for how in ("once", "ever") for n in numbers]

    def turn(self, cell):
        root = self.bench.fresh(self.feed)
        log, environment = self.watched(root, cell)
        first = root.run(**environment)
        lines = log.read_text().splitlines()
        log.unlink()
        again = used_again(lines) if cell[0] == "EIO" else None
        wrong = f"{again} was written to after its flush had failed" if again else None
        if cell[0] == "EINTR" and first.status in freight.FAULTS:
            wrong = unrepeated(lines)
        self.judge(cell, first, root)
        if wrong:
            with self.lock:
                self.unsaid += 1
                self.failures.append(f"{self.name} {cell}: {wrong}\n      it said: {first.said.strip()[-300:]!r}")
        root.end()


def used_again(lines):
    """A file whose flush failed and which was written to all the same, and kept. What is on the disk of it nobody knows, and
    a flush that succeeds later proves nothing. (That SQLite flushes its log once more when it closes counts for nothing:
    what it then copies was flushed before.)"""
    failed, again = set(), {}
    for line in lines:
        number, operation, path = line.split(" ", 2)
        if operation == "flush" and number.startswith("!"):
            failed.add(path)
        elif operation == "write" and path in failed:
            again[path] = line
        elif operation == "remove" and not path.endswith("-wal"):
            again.pop(path, None)
    return next(iter(again), None)


def unrepeated(lines):
    """An interrupted operation of ours ends no run. SQLite gives up where its flush is interrupted."""
    interrupted = [line for line in lines if line.startswith("!")]
    own = [line for line in interrupted if not (" flush " in line and "ledger.sqlite" in line)]
    return f"gave up because of an interruption: {own[-1]}" if own == interrupted and own else None


class Points(Line):
    """Cells are (errno's name, once or ever, point, n)."""

    def __init__(self, bench, feed):
        super().__init__(bench, "points", feed)

    def discover(self):
        root = self.bench.fresh(self.feed)
        log = root.root / "points"
        root.run(EXCHANGE_FP_LOG=str(log))
        passes = {}
        for name in log.read_text().split():
            passes[name] = passes.get(name, 0) + 1
        root.end()
        self.cells = [
            (name, how, point, n) for name in NUMBERS for how in ("once", "ever") for point, many in passes.items()
            for n in range(1, many + 1)]

    def turn(self, cell):
        name, how, point, number = cell
        root = self.bench.fresh(self.feed)
        first = root.run(EXCHANGE_FP=f"{point}:{number}{'+' if how == 'ever' else ''}:errno={NUMBERS[name]}")
        self.judge(cell, first, root)
        root.end()


class Bench:
    def __init__(self, binary, scratch, operation=None):
        self.binary, self.scratch, self.serial, self.lock = binary, scratch, 0, threading.Lock()
        self.operation = operation
        self.shim = scratch / "failing.so"
        subprocess.run(
            [shutil.which("clang") or "cc", "-shared", "-fPIC", "-O1", "-o", self.shim, Path(__file__).parent / "failing.c", "-ldl"], check=True)

    def fresh(self, feed):
        with self.lock:
            self.serial += 1
            serial = self.serial
        root = freight.Root(self.binary, self.scratch / f"r{serial}", feed)
        root.bring(serial)
        return root


def work(queue, until, lock):
    while time.monotonic() < until:
        with lock:
            if not queue:
                return
            line, cell = queue.pop()
        try:
            line.turn(cell)
        except Exception as trouble:  # A cell that breaks the proof itself is no clean cell.
            with line.lock:
                line.unsaid += 1
                line.failures.append(f"{line.name} {cell}: the proof failed: {trouble!r}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--minutes", type=float, default=float(os.environ.get("TORTURE_MINUTES", "10")))
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", default="", help="lines whose name has this in it")
    options.add_argument("--operation", help="below: only where this is what fails (flush, write, open, rename, …)")
    options.add_argument("--sample", type=int, default=None, help="so many cells of each line")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(3), "big")
    numbers = random.Random(seed)
    print(f"disks: seed {seed}, {chosen.minutes:g} minutes", file=sys.stderr, flush=True)
    # A disk of memory: what fails is said by us, and flushing costs nothing.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    scratch = Path(tempfile.mkdtemp(prefix="exchange-disks.", dir=memory))
    try:
        bench = Bench(chosen.binary.resolve(), scratch, chosen.operation)
        lines = [kind(bench, feed) for feed in freight.FEEDS for kind in (Below, Points, SmallState, SmallReceiver)]
        lines = [line for line in lines if chosen.only in line.name]
        skipped = [line for line in lines if not line.is_possible()]
        lines = [line for line in lines if line not in skipped]
        if skipped:
            print("disks: SKIPPED, it cannot be mounted here: " + ", ".join(line.name for line in skipped))
        for line in lines:
            line.discover()
        # By turns, so that a short time sees something of each.
        queues = []
        for line in lines:
            cells = list(line.cells)
            numbers.shuffle(cells)
            cells = cells[: chosen.sample] if chosen.sample else cells
            queues += [((index + 0.5) / len(cells), line, cell) for index, cell in enumerate(cells)]
        queues.sort(key=lambda entry: -entry[0])
        queue, lock = [(line, cell) for _, line, cell in queues], threading.Lock()
        until = time.monotonic() + chosen.minutes * 60
        workers = [threading.Thread(target=work, args=(queue, until, lock)) for _ in range(chosen.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    head = ("DISK", "FEED", "CELLS", "TRIED", "REFUSED", "LOST", "DOUBLED", "PARTIAL", "BROKEN", "UNSAID")
    rows = [line.row() for line in lines]
    rows.append(("all", "", *(sum(row[i] for row in rows) for i in range(2, len(head)))))
    print(freight.table(head, rows))
    failures = [failure for line in lines for failure in line.failures]
    for failure in failures[:200]:
        print(failure)
    if not sum(line.tried for line in lines) and not skipped:
        print("disks: nothing was tried")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
