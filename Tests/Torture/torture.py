#!/usr/bin/env python3
"""torture.py --binary DEBUG-EXCHANGE --vsftpd FOLDER [--minutes N] [--seed N] [--only WORD] [--workers N]

Ends the real program with SIGKILL at every point it passes, again and again, lets it recover, and has an auditor that
shares no code with it count what may never be: files lost, doubled, partial. Prints one table: feed x transport x company.

A discovery run of each feed over each transport lists the points (EXCHANGE_FP_LOG), so that what is tried is complete by
construction: every point once, then drawn by the seed until the time is over; up to six more kills, at the n-th point
whatever it is, meet whoever recovers.

Company is who else is there: 'nobody'; 'taker', a consumer that takes each file the moment it appears; 'sweeper', somebody
who removes temporary files at the receiver, so that an outcome can be in doubt (which is said, and never guessed); 'rival',
a second process that starts while the first one is stopped at a point (and may be killed), and the first goes on afterwards; 'bad disk', a step
that fails with EIO, ENOSPC, EMFILE or EINTR instead of a kill.

A turn that is not clean is tried again three times at once, and names its seed: '--seed N --only WORD' walks the same way
again. Ends with 1 where anything was lost,
doubled, partial or broken.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Bench"))
import ftp  # noqa: E402
from auditor import audit  # noqa: E402

CHECKOUT = Path(__file__).resolve().parents[2]
CLOCK = "2026-11-21T02:30"
# Killed more often than anything else would be, so nothing is to be set aside.
FOR_EVER = "limits: {attempts: 0}\n"
RELAY = f"""feed: file-relay
{FOR_EVER}from: {{connection: campus, folder: outgoing, files: "*", settle: 0s, after: move, after_folder: done}}
to: {{connection: alma, folder: sis, name: "{{stem}}_{{run}}{{ext}}"}}
"""


def say(text):
    print(text, file=sys.stderr, flush=True)


def digest_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Local:
    name = "local"

    def folder(self, root):
        return root / "places" / "alma"

    def connection(self, root, safe):
        return f"  alma: {{scheme: local, path: places/alma, temp_safe: {safe}}}\n"

    def end(self):
        pass


class SFTP:
    """OpenSSH's server in a folder of ours; one for each channel."""

    def __init__(self, home, channel):
        self.name, self.channel, self.home = f"sftp, {channel}", channel, home
        home.mkdir()
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True)
        shutil.copy(home / "user.pub", home / "authorized")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (home / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
            f"PidFile {home}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
            "MaxStartups 100\nSubsystem sftp internal-sftp\n")
        os.makedirs("/run/sshd", exist_ok=True)
        self.process = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-f", home / "config"], stderr=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        listed = subprocess.run(["ssh-keygen", "-lf", home / "host.pub"], capture_output=True, text=True, check=True)
        self.fingerprint = listed.stdout.split()[1]

    def folder(self, root):
        return self.home / "files" / root.name

    def connection(self, root, safe):
        user = os.environ.get("USER") or "root"
        return (
            f"  alma: {{scheme: sftp, host: 127.0.0.1, port: {self.port}, user: {user}, path: {self.folder(root)}, "
            f"key: \"file:{self.home}/user\", host_keys: [\"{self.fingerprint}\"], channel: {self.channel}, "
            f"temp_safe: {safe}}}\n")

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


class FTPS:
    """vsftpd, whose rename overwrites without a word."""

    name = "ftps"

    def __init__(self, home, unpacked):
        (home / "files").mkdir(parents=True)
        home.chmod(0o755)
        (home / "password").write_text("x\n")
        (home / "password").chmod(0o600)
        ftp.certificate(home)
        self.home, self.server = home, ftp.Server(unpacked, home, home / "files", True)

    def folder(self, root):
        return self.home / "files" / root.name

    def connection(self, root, safe):
        return (
            f"  alma: {{scheme: ftps, host: 127.0.0.1, port: {self.server.port}, user: anonymous, path: /{root.name}, "
            f"password: \"file:{self.home}/password\", ca: {self.server.ca}, tls_max: \"1.2\", addresses: [127.0.0.1], "
            f"temp_safe: {safe}}}\n")

    def end(self):
        self.server.end()


class Sample:
    name = "sis-users"

    def profile(self):
        text = FOR_EVER + (CHECKOUT / "Profiles" / "sis-import.yaml").read_text()
        text = re.sub(r"(?m)^  settle:.*$", "  settle: 0s", text)
        return re.sub(r"(?m)^  name:.*$", '  name: "people_{run}.zip"', text)

    def files(self, turn, numbers):
        text = (CHECKOUT / "Samples/sis-users/first-load/given.csv").read_text(encoding="utf-8")
        return {f"people_{turn:06}.csv": text.replace("Sample Street", f"Sample Street {turn}", 1).encode()}


class Files:
    name = "file-relay"

    def profile(self):
        return RELAY

    def files(self, turn, numbers):
        sizes = [numbers.choice([1, 300, 40_000]) for _ in range(numbers.choice([1, 2, 3]))]
        return {f"of-{turn}-{i}.bin": f"{turn} {i} ".encode() + numbers.randbytes(size) for i, size in enumerate(sizes)}


class Company:
    """Who else is at the receiver."""

    def __init__(self, kind, folder):
        self.kind, self.folder, self.journal, self.is_over = kind, folder, [], False
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.taken = folder.parent / f"{folder.name}-taken"
        self.taken.mkdir(parents=True, exist_ok=True)
        self.is_there = kind in ("taker", "sweeper")
        if self.is_there:
            self.thread.start()

    def work(self):
        while not self.is_over:
            for name in os.listdir(self.folder / "sis"):
                if self.kind == "taker" and not name.startswith("."):
                    to = self.taken / f"{len(self.journal)}"
                    os.rename(self.folder / "sis" / name, to)
                    self.journal.append((name, digest_of(to)))
                elif self.kind == "sweeper" and name.startswith(".x-") and random.random() < 0.03:
                    try:
                        os.unlink(self.folder / "sis" / name)
                    except FileNotFoundError:
                        pass
            time.sleep(0.001)

    def end(self):
        self.is_over = True
        if self.is_there:
            self.thread.join()


class Root:
    """A root of its own, used for some turns: each brings new files, is killed, recovers and is audited."""

    def __init__(self, binary, scratch, name, feed, transport, company):
        self.binary, self.root, self.feed = binary, scratch / name, feed
        self.place = transport.folder(self.root)
        for folder in ("Profiles", "places/campus/outgoing", "places/campus/done"):
            (self.root / folder).mkdir(parents=True)
        (self.place / "sis").mkdir(parents=True)
        (self.place / "sis").chmod(0o777)
        self.safe = "no" if company == "sweeper" else "yes"
        (self.root / "Profiles/connections.yaml").write_text(
            "connections:\n  campus: {scheme: local, path: places/campus}\n" + transport.connection(self.root, self.safe))
        (self.root / "Profiles/institutions.yaml").write_text(
            "default: example\ninstitutions:\n  example: {title: Example, zone: America/Chicago}\n")
        (self.root / "Profiles/carry.yaml").write_text(feed.profile())
        self.company = Company(company, self.place)
        self.given = []

    def bring(self, turn, numbers):
        for name, content in self.feed.files(turn, numbers).items():
            (self.root / "places/campus/outgoing" / name).write_bytes(content)
            self.given.append(name)

    def run(self, **environment):
        command = [self.binary, "run", "carry", "--root", self.root, "--as-of", CLOCK, "--quiet"]
        made = subprocess.run(
            command, capture_output=True, env={**os.environ, **environment}, timeout=120)
        return made.returncode, (made.stdout + made.stderr)[-600:].decode(errors="replace")

    def recover(self):
        """Until nothing is left to do, or a person must decide. A sweeper that lets nothing through gets tired."""
        for turn in range(6):
            status, said = self.run()
            if status in (0, 1, 2, 3):
                return status, said
            if turn == 3 and self.company.kind == "sweeper":
                self.company.end()
        return status, said

    def race(self, pause, kill=""):
        """One process is stopped at a point, another starts (and may be killed), the first goes on, and so does whoever
        comes then. Answers what the first two ended with."""
        command = [self.binary, "run", "carry", "--root", self.root, "--as-of", CLOCK, "--quiet"]
        first = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "EXCHANGE_FP": pause})
        until = time.monotonic() + 30
        while first.poll() is None and time.monotonic() < until:
            if Path(f"/proc/{first.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T":
                break
            time.sleep(0.002)
        status, _ = self.run(EXCHANGE_FP=kill)
        if first.poll() is None:
            os.kill(first.pid, signal.SIGCONT)
        return first.wait(timeout=120), status

    def audit(self):
        standing = [
            (p.name, digest_of(p)) for p in (self.place / "sis").iterdir() if not p.name.startswith(".")]
        source = self.root / "places/campus"
        return audit(
            self.root / "state/example/ledger.sqlite", "example", standing, list(self.company.journal), self.given,
            set(os.listdir(source / "outgoing")), set(os.listdir(source / "done")))

    def end(self):
        self.company.end()
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.rmtree(self.company.taken, ignore_errors=True)


class Line:
    """One line of the table."""

    def __init__(self, binary, scratch, feed, transport, company, number):
        self.binary, self.scratch, self.feed, self.transport, self.company = binary, scratch, feed, transport, company
        self.name = f"{feed.name} {transport.name} {company}"
        self.number, self.serial, self.turns = number, 0, 0
        self.points, self.seen, self.kills, self.doubt = [], set(), 0, 0
        self.lost = self.doubled = self.partial = self.broken = self.stuck = 0
        self.failures = []
        self.lock = threading.Lock()

    def fresh(self):
        with self.lock:
            self.serial += 1
            serial = self.serial
        return Root(self.binary, self.scratch, f"r{self.number}-{serial}", self.feed, self.transport, self.company)

    def discover(self, numbers):
        root = self.fresh()
        try:
            root.bring(0, numbers)
            log = root.root / "points"
            status, said = root.run(EXCHANGE_FP_LOG=str(log))
            if status not in (0, 1):
                raise SystemExit(f"torture: {self.name}: the run without kills ended with {status}:\n{said}")
            passes = {}
            for name in log.read_text().split():
                passes[name] = passes.get(name, 0) + 1
                self.points.append(f"{name}:{passes[name]}")
        finally:
            root.end()

    def turn(self, root, seed, wanted, is_again=False):
        """New files, some kills, recovery, audit. False: the root is of no more use."""
        numbers = random.Random(seed)
        root.bring(seed % 1_000_000, numbers)
        first = wanted or numbers.choice(self.points)
        # Who comes second to a race is soon told that somebody else is at work.
        reach = 12 if self.company == "rival" else len(self.points)
        further = [f"*:{numbers.randint(1, reach)}:kill" for _ in range(numbers.randint(0, 6))]
        cells, kills, status = [], 0, None
        if self.company == "rival":
            cells = [f"{first}:pause", *further[:1]]
            kills = root.race(*cells).count(-signal.SIGKILL)
        else:
            action = f"errno={numbers.choice([5, 28, 24, 4])}" if self.company == "bad disk" else "kill"
            for cell in [f"{first}:{action}", *further]:
                cells.append(cell)
                status, said = root.run(EXCHANGE_FP=cell)
                kills += status == -signal.SIGKILL
                if status == 0:
                    break
        if status != 0:
            status, said = root.recover()
        verdict = root.audit()
        with self.lock:
            self.turns += 1
            self.kills += kills
            self.seen.add(first)
            self.lost += len(verdict.lost)
            self.doubled += len(verdict.doubled)
            self.partial += len(verdict.partial)
            self.broken += len(verdict.broken)
            self.doubt += len(verdict.doubt)
            stuck = status not in (0, 1, 3) and not verdict.doubt
            self.stuck += stuck
            is_bad = not verdict.is_clean or stuck
            if is_bad and not is_again:
                self.failures.append(f"{self.name}: seed {seed}, {' then '.join(cells)}: {verdict.words or said}")
        if is_bad and not is_again:
            self.again(seed, first)
        return not is_bad and not verdict.doubt

    def again(self, seed, first):
        """The same turn three times more, in a fresh root: does it depend on what was there before, or on the moment?"""
        bad = 0
        for _ in range(3):
            root = self.fresh()
            try:
                bad += not self.turn(root, seed, first, is_again=True)
            finally:
                root.end()
        with self.lock:
            self.failures[-1] += f" (again in a fresh root: {bad} of 3)"


def work(lines, until, seed, worker):
    """Takes the lines in turn, keeping a root of each for a while."""
    roots = {}
    step = 0
    # Folders are the cheapest way to many kills, so their lines come more often; nobody is killed by a bad disk, and seldom in
    # a race, so those come in every third round.
    rounds = [line for turn in range(3) for line in lines if turn == 0 or line.company not in ("rival", "bad disk")
              for _ in range(6 if line.transport.name == "local" and line.company not in ("rival", "bad disk") else 1)]
    while time.monotonic() < until:
        line = rounds[step % len(rounds)]
        root, turns = roots.get(line.name, (None, 0))
        if root is None or turns >= 25:
            if root:
                root.end()
            root, turns = line.fresh(), 0
        with line.lock:
            wanted = next((p for p in line.points if p not in line.seen), None)
            if wanted:
                line.seen.add(wanted)
        own = seed * 1_000_003 + worker * 500_009 + step
        good = line.turn(root, own, wanted)
        roots[line.name] = (root, turns + 1)
        if not good:
            root.end()
            roots[line.name] = (None, 0)
        step += 1
    for root, _ in roots.values():
        if root:
            root.end()


def table(lines):
    head = ("FEED", "TRANSPORT", "COMPANY", "POINTS", "TRIED", "TURNS", "KILLS", "LOST", "DOUBLED", "PARTIAL", "BROKEN", "STUCK", "IN DOUBT")
    rows = [head] + [
        tuple(map(str, (
            l.feed.name, l.transport.name, l.company, len(l.points), len(l.seen & set(l.points)), l.turns, l.kills, l.lost,
            l.doubled, l.partial, l.broken, l.stuck, l.doubt))) for l in lines]
    total = ["all", "", ""] + [str(sum(int(row[i]) for row in rows[1:])) for i in range(3, len(head))]
    rows.append(tuple(total))
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--minutes", type=float, default=float(os.environ.get("TORTURE_MINUTES", "10")))
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", default="", help="lines whose name has this in it")
    options.add_argument("--vsftpd", required=True, type=Path, help="where Tests/Servers/unpack-vsftpd put the server")
    options.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 2))
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(3), "big")
    say(f"torture: seed {seed}, {chosen.minutes:g} minutes")
    # Memory will do: a process that is killed takes nothing with it that it has written. Power cuts are another proof.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    scratch = Path(tempfile.mkdtemp(prefix="exchange-torture.", dir=memory))
    transports = []
    try:
        scratch.chmod(0o755)
        transports = [Local()] + [SFTP(scratch / f"server-{c}", c) for c in ("libssh2", "openssh")]
        transports.append(FTPS(scratch / "server-ftps", chosen.vsftpd))
        lines = []
        for feed in (Sample(), Files()):
            for transport in transports:
                for company in ("nobody", "taker", "sweeper", "rival", "bad disk"):
                    line = Line(chosen.binary.resolve(), scratch, feed, transport, company, len(lines))
                    if chosen.only in line.name:
                        lines.append(line)
        found = {}
        for line in lines:
            key = (line.feed.name, line.transport.name)
            if key not in found:
                alone = Line(line.binary, scratch, line.feed, line.transport, "nobody", 1000 + len(found))
                alone.discover(random.Random(seed))
                found[key] = alone.points
            line.points = found[key]
        until = time.monotonic() + chosen.minutes * 60
        workers = [threading.Thread(target=work, args=(lines, until, seed, k)) for k in range(chosen.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        for transport in transports:
            transport.end()
        shutil.rmtree(scratch, ignore_errors=True)
    print(table(lines))
    failures = [failure for line in lines for failure in line.failures]
    for failure in failures[:20]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
