"""A root with a profile, two local places and some files: what the proofs of this folder let the program carry."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "Tests/Torture"))
from auditor import audit  # noqa: E402

CLOCK = "2026-11-21T02:30"
LEDGER = "state/example/ledger.sqlite"
DONE = (0, 1)
NOTHING = 3
# What the program may end with where it could not do its work: a fault of a place, of the configuration, of the machine;
# somebody else is at it.
FAULTS = (6, 7, 8, 75)


def sample(turn):
    text = (CHECKOUT / "Samples/sis-users/first-load/given.csv").read_text(encoding="utf-8")
    return {f"people_{turn:06}.csv": text.replace("Sample Street", f"Sample Street {turn}", 1).encode()}


def sample_profile():
    text = (CHECKOUT / "Profiles/sis-import.yaml").read_text()
    text = re.sub(r"(?m)^  settle:.*$", "  settle: 0s", text)
    return re.sub(r"(?m)^  name:.*$", '  name: "people_{run}.zip"', text)


def some_files(turn):
    return {f"a-{turn}.txt": f"of a {turn}\n".encode(), f"b-{turn}.bin": bytes([turn % 256]) * 40_000}


RELAY = """feed: file-relay
from: {connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}
to: {connection: alma, folder: sis, name: "{stem}_{run}{ext}"}
"""
FEEDS = {"sis-users": (sample_profile, sample, 1), "file-relay": (lambda: RELAY, some_files, 2)}


class Ended:
    """How a run ended, and what it said."""

    def __init__(self, status, said):
        self.status, self.said = status, said


class Root:
    """`server`: where the receiver is (a transport of Tests/Torture), if it is not a local folder."""

    def __init__(self, binary, path, feed, server=None):
        self.binary, self.root = binary, path
        profile, self.files, self.outputs = FEEDS[feed]
        self.place = server.folder(path) if server else path / "places/alma"
        self.sis = self.place / "sis"
        for folder in ("Profiles", "places/campus/outgoing", "places/campus/done"):
            (path / folder).mkdir(parents=True)
        self.sis.mkdir(parents=True)
        self.given = []
        alma = server.connection(path, "yes") if server else (
            "  alma: {scheme: local, path: places/alma, temp_safe: yes}\n")
        (path / "Profiles/connections.yaml").write_text(
            "connections:\n  campus: {scheme: local, path: places/campus}\n" + alma)
        (path / "Profiles/institutions.yaml").write_text(
            "default: example\ninstitutions:\n  example: {title: Example, zone: America/Chicago}\n")
        (path / "Profiles/carry.yaml").write_text(profile())

    def bring(self, turn):
        for name, content in self.files(turn).items():
            (self.root / "places/campus/outgoing" / name).write_bytes(content)
            self.given.append(name)

    @property
    def command(self):
        return [str(self.binary), "run", "carry", "--root", str(self.root), "--as-of", CLOCK, "--quiet"]

    def run(self, seconds=60, **environment):
        """A run that takes longer than this is a hang: status None."""
        process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment})
        try:
            said, _ = process.communicate(timeout=seconds)
            return Ended(process.returncode, said.decode(errors="replace"))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            said, _ = process.communicate()
            return Ended(None, said.decode(errors="replace"))

    def until_done(self, most=5):
        """Until there is nothing to do; answers the last run, and whether it came to that."""
        for _ in range(most):
            last = self.run()
            if last.status == NOTHING:
                return last, True
            if last.status not in DONE + FAULTS:
                break
        return last, False

    def standing(self):
        return [
            (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
            for path in self.sis.iterdir() if not path.name.startswith(".")]

    def leftovers(self):
        """Temporary files at the receiver; copies of people's data that nobody needs any more."""
        found = [path.name for path in self.sis.iterdir() if path.name.startswith(".")]
        for run in (self.root / "state/example/runs").glob("*"):
            found += [str(path.relative_to(run)) for folder in ("in", "plain", "wrapped")
                      for path in (run / folder).rglob("*") if path.is_file()]
        return found

    def audit(self):
        source = self.root / "places/campus"
        verdict = audit(
            self.root / LEDGER, "example", self.standing(), [], self.given,
            set(os.listdir(source / "outgoing")), set(os.listdir(source / "done")))
        if len(self.standing()) < self.outputs:
            verdict.lost.append(f"{len(self.standing())} of {self.outputs} stand at the receiver")
        return verdict

    def end(self):
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.rmtree(self.place, ignore_errors=True)


def complaint_about_end(ended):
    """Why a run may not have ended so, or nothing. What is claimed to be done is looked at by whoever calls."""
    if ended.status is None:
        return "hung"
    if ended.status < 0:
        return f"ended by signal {-ended.status}"
    if ended.status in DONE + (NOTHING,):
        return None
    if ended.status not in FAULTS:
        return f"ended with {ended.status}"
    if "-> " not in ended.said or not re.search(r"\[[a-z]+(\.[a-z]+)+\]", ended.said):
        return "says neither what happened nor what a person does"
    return None


def table(head, rows):
    rows = [tuple(map(str, row)) for row in [head] + rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows)
