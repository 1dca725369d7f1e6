#!/usr/bin/env python3
"""races.py --binary DEBUG-EXCHANGE [--races N] [--minutes N] [--seed N] [--only WORD] [--workers N]

Two processes of the real program at once on one root, over a local place and SFTP, with each feed:

'together'  both start in the same moment;
'stopped'   one is stopped at a point it passes, the other starts, the first goes on;
'robbed'    as 'stopped', and the lock of the first is taken away from it while it sleeps, as where locks do not hold or
            another machine took over: the other goes on with the run and finishes it before the first wakes up;
'both'      as 'robbed', but the first wakes up while the other is at work.

Afterwards the program runs until nothing is to do, and the auditor of Tests/Torture counts what is lost, doubled, partial.
Prints one table, and names what is not clean. Ends with 1 then.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import freight  # noqa: E402
from torture import SFTP  # noqa: E402

WAYS = ("together", "stopped", "robbed", "both")


class Line:
    def __init__(self, bench, way, feed, place):
        self.bench, self.way, self.feed, self.place, self.name = bench, way, feed, place, f"{way} {feed} {place}"
        self.races, self.met = 0, 0
        self.lost = self.doubled = self.partial = self.broken = self.unsaid = 0
        self.failures, self.lock = [], threading.Lock()

    def race(self, numbers):
        root = self.bench.fresh(self.feed, self.place)
        cell = numbers.choice(self.bench.points[self.feed, self.place])
        try:
            ends, met = self.together(root) if self.way == "together" else self.stopped(root, cell, numbers)
            troubles = [freight.complaint_about_end(ended) for ended in ends]
            last, is_done = root.until_done()
            if not is_done:
                troubles.append(f"cannot go on, ends with {last.status}: {last.said[-300:]}")
            verdict = root.audit()
        finally:
            root.end()
        with self.lock:
            self.races += 1
            self.met += met
            for kind in ("lost", "doubled", "partial", "broken"):
                setattr(self, kind, getattr(self, kind) + len(getattr(verdict, kind)))
            troubles = [trouble for trouble in troubles if trouble]
            self.unsaid += len(troubles)
            if troubles or not verdict.is_clean:
                said = [(ended.status, ended.said.strip()[-300:]) for ended in ends]
                self.failures.append(f"{self.name} at {cell}: {troubles} {verdict.words}\n      they said: {said}")

    @staticmethod
    def started(root, **environment):
        return subprocess.Popen(
            root.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment})

    @staticmethod
    def ended(process):
        try:
            said, _ = process.communicate(timeout=60)
            return freight.Ended(process.returncode, said.decode(errors="replace"))
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
            return freight.Ended(None, said.decode(errors="replace"))

    def together(self, root):
        pair = [self.started(root), self.started(root)]
        ends = [self.ended(process) for process in pair]
        return ends, any(ended.status == 75 for ended in ends)

    def stopped(self, root, cell, numbers):
        first = self.started(root, EXCHANGE_FP=f"{cell}:pause")
        until = time.monotonic() + 30
        while first.poll() is None and not is_stopped(first.pid) and time.monotonic() < until:
            time.sleep(0.002)
        met = first.poll() is None
        if met and self.way in ("robbed", "both"):
            # The second makes a new one; the first holds a file without a name.
            (root.root / "state/example/locks/carry.lock").unlink(missing_ok=True)
        other = self.started(root)
        second = None if self.way == "both" else self.ended(other)
        if self.way == "both":
            time.sleep(numbers.random() * 0.15)
        if met:
            first.send_signal(signal.SIGCONT)
        second = second or self.ended(other)
        return [self.ended(first), second], met and (self.way != "stopped" or second.status == 75)

    def row(self):
        return (self.way, self.feed, self.place, self.races, self.met, self.lost, self.doubled, self.partial, self.broken,
                self.unsaid)


def is_stopped(process):
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


class Bench:
    def __init__(self, binary, scratch, places):
        self.binary, self.scratch, self.places, self.serial, self.lock = binary, scratch, places, 0, threading.Lock()
        self.points = {}

    def fresh(self, feed, place):
        with self.lock:
            self.serial += 1
            serial = self.serial
        path = self.scratch / f"r{serial}"
        root = freight.Root(self.binary, path, feed, self.places[place])
        root.bring(serial)
        return root

    def discover(self, feed, place):
        root = self.fresh(feed, place)
        log = root.root / "points"
        ended = root.run(EXCHANGE_FP_LOG=str(log))
        if ended.status not in freight.DONE:
            raise SystemExit(f"races: {feed} {place}: a run alone ended with {ended.status}:\n{ended.said}")
        passes, cells = {}, []
        for name in log.read_text().split():
            passes[name] = passes.get(name, 0) + 1
            cells.append(f"{name}:{passes[name]}")
        self.points[feed, place] = cells
        root.end()


def work(lines, count, until, seed, taken, lock):
    while time.monotonic() < until:
        with lock:
            if taken[0] >= count:
                return
            number = taken[0]
            taken[0] += 1
        line = lines[number % len(lines)]
        try:
            line.race(random.Random(seed * 1_000_003 + number))
        except Exception as trouble:  # A race that breaks the proof itself is no clean race.
            with line.lock:
                line.unsaid += 1
                line.failures.append(f"{line.name}: the proof failed: {trouble!r}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--races", type=int, default=200)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", default="", help="lines whose name has this in it")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(3), "big")
    print(f"races: seed {seed}, {chosen.races} races", file=sys.stderr, flush=True)
    scratch = Path(tempfile.mkdtemp(prefix="exchange-races."))
    server = None
    try:
        scratch.chmod(0o755)
        server = SFTP(scratch / "server", "libssh2")
        bench = Bench(chosen.binary.resolve(), scratch, {"local": None, "sftp": server})
        lines = [Line(bench, way, feed, place) for way in WAYS for feed in freight.FEEDS for place in bench.places]
        lines = [line for line in lines if chosen.only in line.name]
        for line in lines:
            if (line.feed, line.place) not in bench.points:
                bench.discover(line.feed, line.place)
        taken, lock, until = [0], threading.Lock(), time.monotonic() + chosen.minutes * 60
        workers = [
            threading.Thread(target=work, args=(lines, chosen.races, until, seed, taken, lock))
            for _ in range(chosen.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        if server:
            server.end()
        shutil.rmtree(scratch, ignore_errors=True)
    head = ("RACE", "FEED", "PLACE", "RACES", "MET", "LOST", "DOUBLED", "PARTIAL", "BROKEN", "UNSAID")
    rows = [line.row() for line in lines]
    rows.append(("all", "", "", *(sum(row[i] for row in rows) for i in range(3, len(head)))))
    print(freight.table(head, rows))
    failures = [failure for line in lines for failure in line.failures]
    for failure in failures[:40]:
        print(failure)
    if taken[0] < chosen.races:
        print(f"races: the time was over after {taken[0]} of {chosen.races}")
    return 1 if failures or not taken[0] else 0


if __name__ == "__main__":
    sys.exit(main())
