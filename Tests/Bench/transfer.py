#!/usr/bin/env python3
"""transfer.py --binary EXCHANGE [--seconds N] [--scratch FOLDER] [--quick] [--only ROW[,ROW]]

Carrying files over SFTP, against OpenSSH's sftp and lftp, on 127.0.0.1, in one run, taking turns. Judged are ratios of
wall time, medians of the rounds: with a server, two ssh processes and two disks in the way, that is what an operator
waits for. CPU time is ours alone and stands beside it. Every file that arrives is compared byte for byte with what was
sent; a difference ends the bench. Ends with 1 when a goal is missed, with 2 when a program failed.

'exchange connections get|put' keeps no ledger and looks at sizes only, as its peers do. A whole run, with staging, ledger,
intents and everything read back, is a row of its own.
"""

import argparse
import filecmp
import os
import random
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
CHANNELS = ("openssh", "libssh2")


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """OpenSSH's server in a folder of ours, serving this account by a key made for the occasion."""

    def __init__(self, home):
        self.home, self.port = home, free_port()
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True)
        self.key = home / "user"
        shutil.copy(home / "user.pub", home / "authorized")
        config = home / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
            f"PidFile {home}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
            "MaxStartups 100\nSubsystem sftp internal-sftp\n")
        os.makedirs("/run/sshd", exist_ok=True)
        self.process = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-f", str(config)], stderr=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        fields = (home / "host.pub").read_text().split()
        self.known = lambda port: f"[127.0.0.1]:{port} {fields[0]} {fields[1]}\n"
        listed = subprocess.run(["ssh-keygen", "-lf", home / "host.pub"], capture_output=True, text=True, check=True)
        self.fingerprint = listed.stdout.split()[1]

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


class Distance:
    """A stretch of network: so many milliseconds each way, and a window no larger than TCP would have."""

    def __init__(self, home, port, milliseconds):
        source, program = HERE.parent / "Servers" / "fault-proxy", home / "fault-proxy"
        build = source / "main.c"
        compiler = shutil.which("clang") or shutil.which("cc") or "cc"
        subprocess.run([compiler, "-O2", "-pthread", "-o", program, build], check=True)
        self.process = subprocess.Popen(
            [program, str(port), f"delay={milliseconds}"], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])

    def end(self):
        self.process.terminate()
        self.process.wait()


class Failed(Exception):
    pass


class Cost:
    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def run(command, cwd, seconds=300, stdin=None):
    """One command to its end: wall seconds, CPU seconds and peak MiB of it and what it started."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(
            [str(c) for c in command], cwd=cwd, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT)
        if stdin:
            child.stdin.write(stdin.encode())
            child.stdin.close()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        if status != 0:
            said.seek(0)
            text = said.read()[-2000:].decode(errors="replace")
            raise Failed(f"{' '.join(map(str, command))[:300]} ended with {os.waitstatus_to_exitcode(status)}:\n{text}")
        return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Ours:
    def __init__(self, bench, channel):
        self.bench, self.channel, self.name = bench, channel, f"exchange, {channel}"

    def root(self, port):
        root = self.bench.scratch / f"root-{self.channel}-{port}"
        if root.exists():
            return root
        (root / "Profiles").mkdir(parents=True)
        (root / "Profiles" / "connections.yaml").write_text(
            f"connections:\n  far:\n    scheme: sftp\n    host: 127.0.0.1\n    port: {port}\n    user: {self.bench.user}\n"
            f"    path: {self.bench.remote}\n    key: file:{self.bench.server.key}\n"
            f"    host_keys: [\"{self.bench.server.fingerprint}\"]\n    channel: {self.channel}\n    temp_safe: yes\n"
            f"  near:\n    scheme: local\n    path: {self.bench.scratch}/local\n    temp_safe: yes\n")
        (root / "Profiles" / "institutions.yaml").write_text(
            "default: bench\ninstitutions:\n  bench:\n    title: Bench\n    zone: Europe/Berlin\n")
        return root

    def put(self, port, files, folder):
        command = [self.bench.binary, "connections", "put", "far"] + sorted(files.iterdir())
        return run(command + ["--to", folder, "--root", self.root(port)], files)

    def get(self, port, folder, to):
        command = [self.bench.binary, "connections", "get", "far", f"{folder}/*", "--to", to]
        return run(command + ["--root", self.root(port)], to)

    def list(self, port, folder):
        return run([self.bench.binary, "connections", "ls", "far", folder, "--root", self.root(port)], None)


class SFTP:
    name = "OpenSSH sftp"

    def __init__(self, bench):
        self.bench = bench

    def batch(self, port, text, cwd):
        known = self.bench.scratch / f"known-{port}"
        known.write_text(self.bench.server.known(port))
        options = ["-o", f"UserKnownHostsFile={known}", "-o", "IdentitiesOnly=yes", "-i", self.bench.server.key]
        return run(
            ["sftp", "-q", "-F", "none", "-P", str(port), *options, "-b", "-", f"{self.bench.user}@127.0.0.1"], cwd,
            stdin=text)

    def put(self, port, files, folder):
        return self.batch(port, f"cd {self.bench.remote}/{folder}\nput {files}/*\n", files)

    def get(self, port, folder, to):
        return self.batch(port, f"lcd {to}\nget {self.bench.remote}/{folder}/*\n", to)


class LFTP:
    def __init__(self, bench, parallel=1):
        self.bench, self.parallel = bench, parallel
        self.name = "lftp" if parallel == 1 else f"lftp -P{parallel}"

    def script(self, port, verb, cwd):
        known = self.bench.scratch / f"known-{port}"
        known.write_text(self.bench.server.known(port))
        ssh = (
            f"ssh -a -x -F none -i {self.bench.server.key} -o IdentitiesOnly=yes -o UserKnownHostsFile={known}")
        text = (
            "set cmd:fail-exit yes\nset net:max-retries 1\nset sftp:auto-confirm yes\n"
            f'set sftp:connect-program "{ssh}"\nopen -p {port} -u {self.bench.user},x sftp://127.0.0.1\n{verb}\n')
        return run(["lftp", "-c", text], cwd)

    def put(self, port, files, folder):
        return self.script(port, f"mirror -R -P{self.parallel} {files} {self.bench.remote}/{folder}", files)

    def get(self, port, folder, to):
        return self.script(port, f"mirror -P{self.parallel} {self.bench.remote}/{folder} {to}", to)


class Bench:
    def __init__(self, binary, scratch, seconds, rounds):
        self.binary, self.scratch, self.rounds = binary, scratch, rounds
        self.until = time.monotonic() + seconds
        self.user = os.environ.get("USER") or "root"
        self.remote, self.lines, self.missed = scratch / "remote", [], False
        for name in ("remote", "local", "given", "server", "old"):
            (scratch / name).mkdir()
        self.server = Server(scratch / "server")

    def given(self, name, count, size):
        folder = self.scratch / "given" / name
        folder.mkdir()
        numbers = random.Random(name)
        for index in range(count):
            with open(folder / f"file-{index:05}.bin", "wb") as file:
                for _ in range(0, size, 1 << 20):
                    file.write(numbers.randbytes(min(1 << 20, size)))
        return folder

    def emptied(self, path):
        """A new folder under that name. Many small files of earlier rounds are put aside and removed at the end: ext4 goes
        round every file number that was freed in the last minutes, which costs the next program more than its work."""
        if path.exists():
            old = self.scratch / "old" / str(len(os.listdir(self.scratch / "old")))
            path.rename(old)
            if sum(f.stat().st_size for f in old.iterdir()) > 64 << 20:
                shutil.rmtree(old)
                old.mkdir()
        path.mkdir()
        return path

    def same(self, left, right, program=None):
        who = f" ({program.name})" if program else ""
        names = sorted(p.name for p in left.iterdir())
        if names != sorted(p.name for p in right.iterdir()):
            raise Failed(f"{right} has not the same names as {left}{who}")
        for name in names:
            if not filecmp.cmp(left / name, right / name, shallow=False):
                raise Failed(f"{right / name} is not what was sent{who}")

    def compare(self, what, programs, port, files, goals, verbs=("put", "get")):
        """Each program in turn, round by round; `goals` are (program, peer, verb, least factor).

        Another begins each round, and a first one is not counted: whoever comes first on a virtual machine pays for
        memory that nobody has touched yet, up to twice its own time."""
        costs = {}
        far, near, ready = self.remote / "far", self.scratch / "near", self.remote / "ready"
        if "get" in verbs:
            shutil.rmtree(ready, ignore_errors=True)
            shutil.copytree(files, ready)
        for turn in range(-1, self.rounds):
            for verb in verbs:
                first = turn % len(programs)
                for program in programs[first:] + programs[:first] if turn >= 0 else programs[-1:]:
                    if verb == "put":
                        self.emptied(far)
                        cost = program.put(port, files, "far")
                        self.same(files, far, program)
                    else:
                        self.emptied(near)
                        cost = program.get(port, "ready", near)
                        self.same(files, near, program)
                    if turn >= 0:
                        costs.setdefault((program.name, verb), []).append(cost)
            if turn >= 0 and time.monotonic() > self.until:
                break
        shutil.rmtree(ready, ignore_errors=True)
        median = {
            key: Cost(*(statistics.median(getattr(c, n) for c in made) for n in ("wall", "cpu", "peak")))
            for key, made in costs.items()}
        for verb in verbs:
            for program in programs:
                cost = median[program.name, verb]
                words = []
                for ours, peer, of, factor in goals:
                    if ours != program.name or of != verb:
                        continue
                    reached = median[peer, verb].wall / cost.wall
                    good = reached >= factor
                    self.missed |= not good
                    words.append(f"{reached:.2f} x {peer}, {factor} wanted" + ("" if good else " MISSED"))
                self.add(f"{verb} {what}", program.name, cost, "; ".join(words))

    def add(self, what, who, cost, words=""):
        self.lines.append((what, who, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}", words))

    def goal(self, what, who, cost, words, good):
        self.missed |= not good
        self.add(what, who, cost, words + ("" if good else " MISSED"))

    def text(self):
        head = ("WORK", "PROGRAM", "WALL s", "CPU s", "PEAK MiB", "GOAL")
        widths = [max(len(line[i]) for line in [head] + self.lines) for i in range(6)]
        return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip() for line in [head] + self.lines)


def big(bench, size):
    files = bench.given("big", 1, size)
    name = f"1 x {size >> 20} MiB"
    ours = [Ours(bench, c) for c in CHANNELS]
    goals = [(o.name, "OpenSSH sftp", v, f) for o, f in zip(ours, (1.0, round(1 / 1.2, 2))) for v in ("put", "get")]
    bench.compare(name, ours + [SFTP(bench)], bench.server.port, files, goals)
    shutil.rmtree(files)


def small(bench, count):
    files = bench.given("small", count, 20 << 10)
    ours = [Ours(bench, c) for c in CHANNELS]
    goals = [
        (o.name, peer, v, f) for o in ours for v in ("put", "get") for peer, f in (("OpenSSH sftp", 1.7), ("lftp", 2.5))]
    bench.compare(f"{count} x 20 KiB", ours + [SFTP(bench), LFTP(bench)], bench.server.port, files, goals)


def far(bench, count, size):
    distance = Distance(bench.scratch, bench.server.port, 20)
    try:
        files = bench.given("far", count, 20 << 10)
        ours = [Ours(bench, c) for c in CHANNELS]
        goals = [
            (o.name, p, v, f) for o in ours for v in ("put", "get") for p, f in (("lftp", 20), ("lftp -P4", 7))]
        rounds, bench.rounds = bench.rounds, min(bench.rounds, 2)
        bench.compare(f"{count} x 20 KiB at 40 ms", ours + [LFTP(bench), LFTP(bench, 4)], distance.port, files, goals)
        bench.rounds = rounds
        files = bench.given("farther", 1, size)
        goals = [(ours[1].name, "OpenSSH sftp", "put", 1.0), (ours[1].name, "OpenSSH sftp", "get", 1.8)]
        bench.compare(f"{size >> 20} MiB at 40 ms", ours + [SFTP(bench)], distance.port, files, goals)
    finally:
        distance.end()


def listing(bench, count):
    folder = bench.remote / "many"
    folder.mkdir()
    for index in range(count):
        (folder / f"students_{index:06}.csv").touch()
    for channel in CHANNELS:
        ours = Ours(bench, channel)
        cost = ours.list(bench.server.port, "many")
        words = f"10 s and 64 MiB allowed for {count:,} names"
        bench.goal(f"ls {count:,} names", ours.name, cost, words, cost.wall <= 10 and cost.peak <= 64)
    shutil.rmtree(folder)


def whole_run(bench, count):
    """The same files through a profile: staged, in the ledger, with intents, every byte read back."""
    files = bench.given("whole", count, 20 << 10)
    for channel in CHANNELS:
        ours = Ours(bench, channel)
        root = ours.root(bench.server.port)
        outgoing, arrived = bench.scratch / "local" / channel, bench.remote / f"arrived-{channel}"
        shutil.copytree(files, outgoing)
        arrived.mkdir()
        (root / "Profiles" / "relay.yaml").write_text(
            f"feed: file-relay\nfrom: {{connection: near, folder: {channel}, files: \"*.bin\", settle: 0s}}\n"
            f"to: {{connection: far, folder: arrived-{channel}, name: \"{{name}}\"}}\n")
        cost = run([bench.binary, "run", "relay", "--quiet", "--root", root], root)
        bench.same(files, arrived)
        bench.add(f"run of {count} x 20 KiB, read back", ours.name, cost, f"{count / cost.wall:.0f} files a second")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path)
    options.add_argument("--seconds", type=float, default=600, help="start no further round after this long (600)")
    options.add_argument("--scratch", type=Path, help="where servers and files go (5 GB; TMPDIR)")
    options.add_argument("--quick", action="store_true", help="small files, one round: does the bench work?")
    options.add_argument("--only", default="big,small,far,listing,run", help="rows: big,small,far,listing,run")
    chosen = options.parse_args()
    binary = chosen.binary.resolve()
    if not os.access(binary, os.X_OK):
        sys.exit(f"bench: {binary} is not there; build it with 'make build'")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    scratch = Path(tempfile.mkdtemp(prefix="exchange-bench.", dir=chosen.scratch))
    bench = Bench(binary, scratch, chosen.seconds, 1 if chosen.quick else 3)
    quick = 16 if chosen.quick else 1
    rows = {
        "big": lambda: big(bench, (1 << 30) // quick),
        "small": lambda: small(bench, 2000 // quick),
        "far": lambda: far(bench, 200 // (4 if chosen.quick else 1), (128 << 20) // quick),
        "listing": lambda: listing(bench, 100_000 // quick),
        "run": lambda: whole_run(bench, 2000 // quick),
    }
    failed = False
    try:
        for name in chosen.only.split(","):
            say(f"bench: {name}")
            try:
                rows[name]()
            except Failed as failure:
                say(f"bench: {name}: {failure}")
                failed = True
    finally:
        bench.server.end()
        shutil.rmtree(scratch, ignore_errors=True)
    print(bench.text())
    return 2 if failed else 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
