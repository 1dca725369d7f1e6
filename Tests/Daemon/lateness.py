#!/usr/bin/env python3
"""lateness.py --binary RELEASE-EXCHANGE [--minutes N] [--think SECONDS] [--hostile-first]

How late the real daemon begins runs: 300 profiles of 30 institutions, each carrying a file to an SFTP server that is
a long way off, and the same with a thirty-first institution that does its worst: ten profiles every minute, of the highest priority, with a
limit of a thousand runs, all of them caught up; servers that never answer, transformers that compute, take memory and crash.

Prints a table: seconds from the slot to the start of the run's process, and to the run's end, of the thirty; and what a run
costs. Ends with 1 where p99 of the starts is 2 s or more, where the hostile one makes the others' p99 more than 10 % (and
more than 20 ms, which is what two rounds differ by anyhow) greater, or where a slot of the others was not run once.

'--minutes' is the length of each round (6). All of it on this machine, servers too, so leave the machine alone meanwhile.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Bench"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Torture"))
from torture import SFTP  # noqa: E402

CHECKOUT = Path(__file__).resolve().parents[2]
INSTITUTIONS, PROFILES, HOSTILE = 30, 10, 10
# Each profile once in so many minutes; which minute goes round.
EVERY = 3
TICKS = os.sysconf("SC_CLK_TCK")

RELAY = """feed: file-relay
schedule: {{cron: "{cron}", jitter: {jitter}s{more}}}
from: {{connection: campus, folder: {name}, files: "*", settle: 0s, after: delete}}
to: {{connection: alma, folder: {name}, name: "{{stem}}_{{run}}{{ext}}"}}
"""
BURNER = """import sys, os, time, signal
kept = []
end = time.monotonic() + 20
while time.monotonic() < end:
    kept.append(bytearray(1 << 16)) if len(kept) < 2000 else sum(range(1000))
os.kill(os.getpid(), signal.SIGSEGV)
"""


def say(text):
    print(text, file=sys.stderr, flush=True)


class Server:
    """OpenSSH's server, a long way off."""

    def __init__(self, home, think):
        self.server = SFTP(home, "libssh2")
        self.files = home / "files"
        self.proxy = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("slow_proxy.py"), str(self.server.port), str(think)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.port, self.deaf = (int(self.proxy.stdout.readline()) for _ in range(2))

    def connection(self, path, port):
        return (f"{{scheme: sftp, host: 127.0.0.1, port: {port}, user: {os.environ.get('USER') or 'root'}, path: {path}, "
                f"key: \"file:{self.server.home}/user\", host_keys: [\"{self.server.fingerprint}\"], temp_safe: yes}}")

    def end(self):
        self.proxy.stdin.close()
        self.proxy.wait()
        self.server.end()


class Root:
    """A root with all its institutions; 'is_hostile' adds the one that does its worst."""

    def __init__(self, binary, folder, server, is_hostile):
        self.binary, self.folder, self.server = binary, folder, server
        names = [f"school{i:02}" for i in range(INSTITUTIONS)]
        lines = ["default: school00", "institutions:"] + [f"  {name}: {{title: {name}, zone: Etc/UTC}}" for name in names]
        if is_hostile:
            lines.append("  worst: {title: worst, zone: Etc/UTC, limits: {runs: 1000}}")
        self.write("Profiles/institutions.yaml", "\n".join(lines) + "\n")
        for i, name in enumerate(names):
            home = self.home(name, names[0])
            self.connections(home, name, server.port)
            for p in range(PROFILES):
                title = f"p{p}"
                minute = (i * PROFILES + p) % EVERY
                self.write(f"{home}/{title}.yaml", RELAY.format(
                    cron=f"{minute}-59/{EVERY} * * * *", jitter=59, more="", name=title))
                self.folders(name, title)
        if is_hostile:
            self.worst()

    def home(self, name, standard):
        return "Profiles" if name == standard else f"Profiles/{name}"

    def connections(self, home, name, port):
        alma = self.server.connection(self.server.files / self.folder.name / name, port)
        self.write(f"{home}/connections.yaml", (
            f"connections:\n  alma: {alma}\n  campus: {{scheme: local, path: places/{name}}}\n"))

    def folders(self, name, title):
        (self.server.files / self.folder.name / name / title).mkdir(parents=True)
        (self.folder / f"places/{name}/{title}").mkdir(parents=True)

    def bring(self):
        """A file for each profile whose last one was carried."""
        for place in self.folder.glob("places/*/p?"):
            if place.parent.name != "worst" and not any(place.iterdir()):
                self.number += 1
                (place / f"f{self.number}.bin").write_bytes(f"{place} {self.number}\n".encode() * 20)

    number = 0

    def worst(self):
        self.connections("Profiles/worst", "worst", self.server.deaf)
        self.write("transformers/burn.py", f"#!{sys.executable}\n{BURNER}").chmod(0o755)
        eager = '{cron: "* * * * *", priority: 1, catch_up: all}'
        sample = (CHECKOUT / "Profiles/sis-import.yaml").read_text()
        people = (CHECKOUT / "Samples/sis-users/first-load/given.csv").read_text(encoding="utf-8")
        for p in range(HOSTILE):
            title = f"p{p}"
            self.folders("worst", title)
            if p % 2:
                self.write(f"Profiles/worst/{title}.yaml", RELAY.format(
                    cron="* * * * *", jitter=0, more=", priority: 1, catch_up: all", name=title))
                self.write(f"places/worst/{title}/a.bin", "a")
                continue
            text = sample.replace("connection: alma", "connection: campus").replace("folder: sis", f"folder: {title}/sis").replace("after: move", "after: delete")
            text = text.replace("folder: outgoing", f"folder: {title}/outgoing").replace("  after_folder: done\n", "")
            for inner in ("sis", "outgoing"):
                (self.folder / f"places/worst/{title}/{inner}").mkdir()
            text += f"\nschedule: {eager}\ntransformers: [{{program: transformers/burn.py}}]\n"
            self.write(f"Profiles/worst/{title}.yaml", text)
            self.write(f"places/worst/{title}/outgoing/people_1.csv", people)

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


class Round:
    """The daemon at work for some minutes; what its log says."""

    def __init__(self, name, root, minutes):
        self.name, self.events, self.strange = name, [], []
        # Slots of whole minutes: those from the next one on, and what they began, are judged.
        self.daemon = subprocess.Popen(
            [root.binary, "daemon", "--root", root.folder, "--log", "json"], stderr=subprocess.PIPE, text=True,
            env={"PATH": os.environ["PATH"]}, start_new_session=True)
        reader = threading.Thread(target=self.read, daemon=True)
        reader.start()
        time.sleep(60 - time.time() % 60)
        # The first minute is the beginning's.
        self.first = time.time() + 60
        self.last = self.first + minutes * 60
        while time.time() < self.first:
            self.check(root)
        self.cost()
        while time.time() < self.last:
            self.check(root)
        self.cost()
        self.memory = self.status("VmHWM")
        self.processor = [after - before for before, after in zip(*self.costs)]
        # What was begun for the last slots comes to its end.
        time.sleep(20)
        asked = time.monotonic()
        self.daemon.send_signal(signal.SIGTERM)
        self.daemon.wait()
        self.drained = time.monotonic() - asked
        reader.join()
        self.judge()

    costs = None

    def check(self, root):
        if self.daemon.poll() is not None:
            raise SystemExit(f"the daemon has ended: {self.strange[-5:]} {self.events[-3:]}")
        root.bring()
        time.sleep(min(1, max(0.01, self.last - time.time())))

    def read(self):
        for line in self.daemon.stderr:
            try:
                self.events.append(json.loads(line))
            except ValueError:
                self.strange.append(line)

    def status(self, key):
        for line in Path(f"/proc/{self.daemon.pid}/status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
        return 0

    def cost(self):
        """Seconds of computing: of the daemon, and of the runs that have ended."""
        fields = Path(f"/proc/{self.daemon.pid}/stat").read_text().rsplit(")", 1)[1].split()
        now = [sum(map(int, fields[11:13])) / TICKS, sum(map(int, fields[13:15])) / TICKS]
        self.costs = (self.costs or []) + [now]

    def judge(self):
        self.starts, self.ends, self.ran, pending = [], [], Counter(), {}
        self.outcomes, self.hostile = Counter(), Counter()
        for event in self.events:
            name = (event.get("institution"), event.get("profile"))
            if event["event"] not in ("run.begun", "run.ended") or "slot" not in event:
                continue
            if name[0] == "worst":
                self.hostile[event["event"]] += 1
                continue
            at = moment(event["time"])
            if event["event"] == "run.begun":
                due = at - int(event["late_ms"]) / 1000
                pending[name, event["slot"]] = due
                if self.first <= due < self.last and event["try"] == "1":
                    self.ran[name, event["slot"]] += 1
                    self.starts.append(int(event["late_ms"]) / 1000)
            else:
                due = pending.get((name, event["slot"]), 0)
                if self.first <= due < self.last:
                    self.ends.append(at - due)
                    self.outcomes[event.get("end") or event["message"]] += 1
        # One slot of each profile in EVERY minutes; jitter moves it into the next minute at most.
        self.doubled = sum(count > 1 for count in self.ran.values())


def moment(text):
    whole, part = text.rstrip("Z").split(".")
    import calendar
    return calendar.timegm(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) + int(part) / 1000


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def row(name, of, values):
    return (name, of, str(len(values)), *(f"{quantile(values, q):.3f}" for q in (0.5, 0.95, 0.99)), f"{max(values):.3f}")


def ratio(of, calm, other):
    def one(share):
        return quantile(other, share) / max(0.001, quantile(calm, share))
    return ("ratio", of, "", *(f"{one(q):.2f}" for q in (0.5, 0.95, 0.99)), f"{max(other) / max(0.001, max(calm)):.2f}")


def table(rows):
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(r, widths)).rstrip() for r in rows)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--minutes", type=float, default=float(os.environ.get("LATENESS_MINUTES", "6")))
    options.add_argument("--think", type=float, default=0.05, help="seconds that each word takes to the server, and each answer back")
    options.add_argument("--hostile-first", action="store_true", help="the rounds in the other order")
    options.add_argument("--only", choices=["calm", "hostile"], help="one round alone")
    options.add_argument("--log", type=Path, help="where the daemon's events are kept")
    chosen = options.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="exchange-lateness."))
    rounds, server = {}, None
    try:
        server = Server(scratch / "server", chosen.think)
        order = ["hostile", "calm"] if chosen.hostile_first else ["calm", "hostile"]
        for name in order:
            if chosen.only in (None, name):
                say(f"lateness: {name}, {chosen.minutes:g} minutes")
                (scratch / name).mkdir()
                root = Root(chosen.binary.resolve(), scratch / name, server, name == "hostile")
                rounds[name] = Round(name, root, chosen.minutes)
                if chosen.log:
                    chosen.log.with_suffix(f".{name}").write_text("\n".join(map(json.dumps, rounds[name].events)))
    finally:
        if server:
            server.end()
        shutil.rmtree(scratch, ignore_errors=True)
    return verdict(rounds, chosen.minutes)


def verdict(rounds, minutes):
    rows = [("ROUND", "SECONDS FROM SLOT TO", "RUNS", "P50", "P95", "P99", "MAX")]
    wrong = []
    for name, one in rounds.items():
        rows += [row(name, "start", one.starts), row(name, "end", one.ends)]
        expected = minutes * 60 * INSTITUTIONS * PROFILES / (EVERY * 60)
        if one.doubled:
            wrong.append(f"{name}: {one.doubled} slots were begun twice")
        if abs(len(one.starts) - expected) > 0.1 * expected:
            wrong.append(f"{name}: {len(one.starts)} runs, and {expected:.0f} slots or so")
        if quantile(one.starts, 0.99) >= 2:
            wrong.append(f"{name}: p99 of the starts is {quantile(one.starts, 0.99):.3f} s")
        if one.drained > 30:
            wrong.append(f"{name}: it took {one.drained:.1f} s to stop")
    if len(rounds) == 2:
        calm, hostile = rounds["calm"], rounds["hostile"]
        rows += [ratio("start", calm.starts, hostile.starts), ratio("end", calm.ends, hostile.ends)]
        for of, before, after in (("starts", calm.starts, hostile.starts), ("ends", calm.ends, hostile.ends)):
            before, after = quantile(before, 0.99), quantile(after, 0.99)
            if after > before * 1.1 and after - before > 0.02:
                wrong.append(f"the hostile one delays the {of} of the others: p99 {before:.3f} s, then {after:.3f} s")
    print(table(rows))
    for name, one in rounds.items():
        daemon, runs = one.processor
        print(f"{name}: daemon {100 * daemon / (minutes * 60):.2f} % of a processor, {one.memory:.0f} MB; ended runs "
              f"{runs:.0f} s of computing, {1000 * runs / max(1, len(one.ends)):.0f} ms each; stopped in {one.drained:.1f} s; "
              f"{', '.join(f'{n} {w}' for w, n in one.outcomes.most_common())}; "
              f"hostile: {one.hostile['run.begun']} begun")
    for line in wrong:
        print(f"not as it should be: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
