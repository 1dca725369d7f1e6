#!/usr/bin/env python3
"""power.py --binary DEBUG-EXCHANGE [--states N] [--minutes N] [--seed N] [--only WORD] [--cut N:V] [--lose ENDING]

Cuts the power. Real runs are recorded, every change of the state folder with its bytes and every flush (record.c, loaded in
front of the C library). Then, for every place in the record, the state folder is built as it may stand if the power had
gone there: what was not flushed is there, is not, or is torn (disk.py says what a disk may do). Receiver and source stand
as they stood, for they are other machines; in every other state the receiver takes at once what it has. The program then
runs until it has nothing to do, and the auditor of make torture counts what may never be: lost, doubled, partial.

Recorded are for each feed a first load, a second one, one that is killed and the run that recovers from it; source files
are moved after delivery. Equal states are tried once. Ends with 1 where anything was lost, doubled, partial, broken or
stuck; each line names '--seed N --only WORD --cut N:V', which tries the same again.

--lose ENDING: the disk lies about flushes of what has that path; then it must end with 1 (a proof that this proof can fail).
"""

import argparse
import hashlib
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
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "Torture")]
from auditor import Verdict, audit  # noqa: E402
from disk import Disk, Luck, records, snapshot  # noqa: E402
from torture import CLOCK, Files, Sample  # noqa: E402

CONNECTIONS = """connections:
  campus: {scheme: local, path: places/campus}
  alma: {scheme: local, path: places/alma, temp_safe: yes}
"""
INSTITUTIONS = "default: example\ninstitutions:\n  example: {title: Example, zone: America/Chicago}\n"
OUTGOING, DONE, FINAL = "places/campus/outgoing", "places/campus/done", "places/alma/sis"
SETTLED = (0, 1, 3)


def say(text):
    print(text, file=sys.stderr, flush=True)


def furnish(root, profiles, feed):
    for folder in (profiles, root / OUTGOING, root / DONE, root / FINAL):
        folder.mkdir(parents=True, exist_ok=True)
    (profiles / "connections.yaml").write_text(CONNECTIONS)
    (profiles / "institutions.yaml").write_text(INSTITUTIONS)
    (profiles / "carry.yaml").write_text(feed.profile())
    (root / "Profiles").symlink_to(profiles)


def run(binary, root, **environment):
    command = [binary, "run", "carry", "--root", root, "--as-of", CLOCK, "--quiet"]
    made = subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=120)
    return made.returncode, (made.stdout + made.stderr)[-600:].decode(errors="replace")


class Recording:
    """Some runs of one feed in one root, recorded: the disk as it stood after any number of changes."""

    kills = ("deliver.renamed:1", "deliver.intended:1", "deliver.stored:1", "ledger.commit.after:9", "folder.rename:2")

    def __init__(self, binary, recorder, scratch, feed, numbers, lost):
        self.feed, self.lost, self.name = feed, lost, feed.name
        self.root, self.profiles = scratch / f"{feed.name}-root", scratch / f"{feed.name}-profiles"
        self.root.mkdir()
        furnish(self.root, self.profiles, feed)
        (self.root / "Profiles").unlink()
        self.start = snapshot(self.root)
        self.events = []
        for turn, kill in enumerate([None, None, numbers.choice(self.kills), None]):
            if turn < 3:
                self.bring(turn + 1, numbers)
            self.record(binary, recorder, scratch / f"{feed.name}.record", kill)
        disk = Disk(self.start, "/places", self.lost)
        # What happened elsewhere is no place to cut at.
        self.cuts = [0] + [number for number, event in enumerate(self.events, 1) if replay(disk, event)]
        disk.compare(self.root)
        shutil.rmtree(self.root)

    def bring(self, turn, numbers):
        for name, content in self.feed.files(turn, numbers).items():
            path = self.root / OUTGOING / name
            path.write_bytes(content)
            self.events.append((name, content, path.stat()))

    def record(self, binary, recorder, log, kill):
        (self.root / "Profiles").symlink_to(self.profiles)
        extra = {"EXCHANGE_FP": f"{kill}:kill"} if kill else {}
        status, said = run(binary, self.root, LD_PRELOAD=str(recorder), EXCHANGE_RECORD=str(log), **extra)
        if not kill and status not in SETTLED:
            raise SystemExit(f"power: {self.name}: the recorded run ended with {status}:\n{said}")
        self.events += records(log.read_bytes())
        log.unlink()
        (self.root / "Profiles").unlink()

    def disk(self, cut):
        disk = Disk(self.start, "/places", self.lost)
        for event in self.events[:cut]:
            replay(disk, event)
        return disk

    def given(self, cut):
        return [event[0] for event in self.events[:cut] if isinstance(event, tuple)]


def replay(disk, event):
    if isinstance(event, tuple):
        name, content, about = event
        disk.bring(f"{OUTGOING}/{name}", content, about)
        return True
    return disk.replay(event)


class State:
    """What stands after one cut, and what became of it."""

    def __init__(self, recording, cut, variant, seed):
        self.recording, self.cut, self.variant = recording, cut, variant
        numbers = random.Random(f"{seed} {recording.name} {cut} {variant}")
        self.files = recording.disk(cut).after(Luck(variant, numbers))
        self.is_taken = (cut + variant) % 2 == 1
        digest = hashlib.sha256(repr((recording.name, self.is_taken)).encode())
        for path, found in self.files.items():
            digest.update(repr((path, found)).encode())
        self.digest = digest.digest()

    def build(self, root):
        root.mkdir()
        for path, found in self.files.items():
            where = f"{root}{path}"
            if found is None:
                os.mkdir(where, 0o700)
                continue
            content, modified = found
            with open(os.open(where, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
            os.utime(where, ns=(modified, modified))
        (root / "Profiles").symlink_to(self.recording.profiles)

    def take(self, root):
        """The receiver takes what stands under a final name."""
        taken = []
        for name in sorted(os.listdir(root / FINAL)):
            if self.is_taken and not name.startswith("."):
                taken.append((name, hashlib.sha256((root / FINAL / name).read_bytes()).hexdigest()))
                (root / FINAL / name).unlink()
        return taken

    def judge(self, binary, root):
        """Recovers from it in `root`; answers the auditor's verdict, and words where it is stuck."""
        self.build(root)
        journal = self.take(root)
        for _ in range(6):
            status, said = run(binary, root)
            if status not in SETTLED or status == 3 or not os.listdir(root / OUTGOING):
                break
        standing = [
            (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
            for path in (root / FINAL).iterdir() if not path.name.startswith(".")]
        ledger = root / "state/example/ledger.sqlite"
        verdict = Verdict()
        if ledger.exists():
            verdict = audit(
                ledger, "example", standing, journal, self.recording.given(self.cut), set(os.listdir(root / OUTGOING)),
                set(os.listdir(root / DONE)))
        else:
            verdict.broken.append("there is no ledger")
        waits = verdict.held or os.listdir(root / OUTGOING)
        stuck = f"ended with {status}: {said}" if status not in SETTLED or waits or verdict.doubt else ""
        return verdict, stuck


class Count:
    """What the table says."""

    def __init__(self, recording):
        self.recording, self.states, self.lost, self.doubled, self.partial, self.broken, self.stuck = recording, 0, 0, 0, 0, 0, 0
        self.failures = []

    def add(self, state, verdict, stuck, seed):
        self.states += 1
        for name in ("lost", "doubled", "partial", "broken"):
            setattr(self, name, getattr(self, name) + len(getattr(verdict, name)))
        self.stuck += bool(stuck)
        if stuck or not verdict.is_clean:
            self.failures.append(
                f"--seed {seed} --only {state.recording.name} --cut {state.cut}:{state.variant}: "
                f"{'; '.join(filter(None, (verdict.words, stuck)))}")


def draw(recordings, seed, chosen):
    """States in the order in which they are tried: every cut once, with a variant of its own, then every cut again."""
    if chosen:
        cut, variant = map(int, chosen.split(":"))
        yield from (State(recording, cut, variant, seed) for recording in recordings)
        return
    numbers = random.Random(seed)
    places = [(recording, cut, numbers.sample(range(8), 8)) for recording in recordings for cut in recording.cuts]
    for turn in range(1000):
        numbers.shuffle(places)
        for recording, cut, order in places:
            yield State(recording, cut, order[turn] if turn < 8 else turn, seed)


class Work:
    def __init__(self, binary, scratch, states, counts, limit, until, seed):
        self.binary, self.scratch, self.states, self.counts = binary, scratch, states, counts
        self.limit, self.until, self.seed = limit, until, seed
        self.seen, self.lock, self.trouble = set(), threading.Lock(), []

    def next(self):
        with self.lock:
            while len(self.seen) < self.limit and time.monotonic() < self.until and not self.trouble:
                state = next(self.states, None)
                if state is None:
                    return None, 0
                if state.digest not in self.seen:
                    self.seen.add(state.digest)
                    return state, len(self.seen)
        return None, 0

    def go(self):
        try:
            while True:
                state, number = self.next()
                if state is None:
                    return
                root = self.scratch / f"state-{number}"
                try:
                    verdict, stuck = state.judge(self.binary, root)
                finally:
                    shutil.rmtree(root, ignore_errors=True)
                with self.lock:
                    self.counts[state.recording.name].add(state, verdict, stuck, self.seed)
        except Exception as trouble:
            self.trouble.append(trouble)
            raise


def table(counts):
    head = ("POWER CUTS", "CHANGES", "STATES", "LOST", "DOUBLED", "PARTIAL", "BROKEN", "STUCK")
    rows = [head] + [
        (c.recording.name, *map(str, (
            len(c.recording.cuts), c.states, c.lost, c.doubled, c.partial, c.broken, c.stuck))) for c in counts]
    rows.append(("all", *(str(sum(int(row[i]) for row in rows[1:])) for i in range(1, len(head)))))
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--states", type=int, default=5000)
    options.add_argument("--minutes", type=float, default=float(os.environ.get("TORTURE_MINUTES", "10")))
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", default="", help="feeds whose name has this in it")
    options.add_argument("--cut", default="", help="one state: after how many changes, and which variant")
    options.add_argument("--lose", default=[], action="append", help="the disk forgets flushes of what ends like this")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(3), "big")
    say(f"power: seed {seed}, at most {chosen.states} states and {chosen.minutes:g} minutes")
    # In memory where that is possible: what a disk would do is this program's business.
    memory = Path("/dev/shm")
    scratch = Path(tempfile.mkdtemp(prefix="exchange-power.", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        recorder = scratch / "record.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", recorder, HERE / "record.c", "-ldl"], check=True)
        recordings = [
            Recording(chosen.binary.resolve(), recorder, scratch, feed, random.Random(f"{seed} {feed.name}"), tuple(chosen.lose))
            for feed in (Sample(), Files()) if chosen.only in feed.name]
        began = time.monotonic()
        counts = {recording.name: Count(recording) for recording in recordings}
        work = Work(
            chosen.binary.resolve(), scratch, draw(recordings, seed, chosen.cut), counts, chosen.states,
            began + chosen.minutes * 60, seed)
        workers = [threading.Thread(target=work.go) for _ in range(chosen.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if work.trouble:
            raise work.trouble[0]
        say(f"power: {len(work.seen)} states in {time.monotonic() - began:.0f} s")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(table(counts.values()))
    failures = [failure for count in counts.values() for failure in count.failures]
    for failure in failures[:20]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
