#!/usr/bin/env python3
"""bench.py --binary EXCHANGE [--seconds N] [--scratch FOLDER] [--quick]

This program against its peers on the same generated input, in one run, side by side. Machines are noisy, so only
ratios between programs that took turns in the same minutes are judged: medians of CPU time (user + system), beside
wall time and peak memory. Ends with 1 when a goal is missed, with 2 when a program failed or the programs disagree
about the number of users.

Each run of ours is a whole one, the second night of a profile: pickup, staging, mapping, settling, validation, the
comparison with the load of the night before (delivered in the same fresh root, not measured), read-back, delivery,
ledger, report. Between the nights one in a hundred persons changes, one in five hundred leaves, as many come. The
peers only convert and zip.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True  # the checkout stays as it is
import generate  # noqa: E402

HERE = Path(__file__).resolve().parent
PROFILE = "bench"
SMALL, LARGE = 100_000, 1_000_000

# The goals, each a limit on a ratio or on MiB.
STARTUP_LIMIT = 1.3
TEMPLATE_FACTOR, LXML_FACTOR = 3, 10
GROWTH_LIMIT = 12
MEMORY_LIMIT = 64
# Beside that, so much for each identifier of the load.
BYTES_PER_IDENTIFIER, IDENTIFIERS = 32, 3


class Stop(Exception):
    """A measurement that means nothing: said, and the bench ends."""


class Cost:
    """What one run took. `peak` cannot be below the size of this script (about 15 MiB), whose child it begins as."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak

    @staticmethod
    def median(costs):
        return Cost(*(statistics.median(getattr(c, name) for c in costs) for name in ("wall", "cpu", "peak")))


def measure(command):
    """Runs a command to its end. Its output goes to a file, because a full pipe would make it wait for us."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            tail = said.read()[-2000:].decode("utf-8", "replace")
            raise Stop(f"{' '.join(map(str, command))}\n  ended with {child.returncode}:\n{tail}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Startup:
    """A program that only says its version."""

    def __init__(self, name, *command):
        self.name, self.command = name, command

    def run(self, _):
        return measure(self.command), None


class Script:
    """A peer: CSV in, zip out."""

    def __init__(self, name, script, source):
        self.name, self.script, self.source = name, script, source

    def run(self, folder):
        target = folder / "users.zip"
        os.sync()
        return measure([sys.executable, str(HERE / self.script), str(self.source), str(target)]), target


class Exchange:
    """Ours: a fresh root, the night before, and then the run that is measured."""

    def __init__(self, binary, before, source):
        self.name, self.binary, self.before, self.source = "exchange", binary, before, source

    def run(self, folder):
        root = folder / "root"
        outgoing, receiving = root / "places/campus", root / "places/alma"
        shutil.copytree(HERE / "Profiles", root / "Profiles")
        outgoing.mkdir(parents=True)
        receiving.mkdir(parents=True)
        command = [str(self.binary), "run", PROFILE, "--root", str(root)]
        shutil.copyfile(self.before, outgoing / "extract-1.csv")
        measure(command)
        for old in receiving.rglob("*.zip"):
            old.unlink()
        shutil.copyfile(self.source, outgoing / "extract-2.csv")
        # Or the kernel writes our copy of the input while the run asks it to write something else.
        os.sync()
        cost = measure(command)
        packed = sorted(receiving.rglob("*.zip"))
        if len(packed) != 1:
            raise Stop(f"the run delivered {len(packed)} zips to {receiving}, not one")
        return cost, packed[0]


def users(path):
    """How many users a zip holds, counted in its bytes."""
    count, mark = 0, b"</user>"
    with zipfile.ZipFile(path) as pack:
        for name in pack.namelist():
            with pack.open(name) as text:
                rest = b""
                while chunk := text.read(1 << 20):
                    chunk = rest + chunk
                    count += chunk.count(mark)
                    rest = chunk[-(len(mark) - 1):]
    return count


class Bench:
    def __init__(self, scratch, deadline):
        self.scratch, self.deadline = scratch, deadline

    def once(self, program, expected=None):
        """One run in a folder of its own, which is gone afterwards."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            cost, result = program.run(folder)
            if expected is not None and (found := users(result)) != expected:
                raise Stop(f"{program.name} wrote {found} users of {expected}")
            return cost
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def compare(self, programs, rounds, expected=None):
        """Interleaved: every program once per round, after one round that warms up, checks, and is not counted."""
        for program in programs:
            self.once(program, expected)
        costs = {program.name: [] for program in programs}
        for number in range(rounds):
            if number and time.monotonic() > self.deadline:
                break
            for program in programs:
                costs[program.name].append(self.once(program))
            if expected is not None:
                say(f"  round {number + 1} of {rounds}")
        return costs


class Table:
    """One table: a row per program and workload, ratios against ours, and what the goal says."""

    HEAD = ("workload", "program", "runs", "CPU s", "x ours", "wall s", "x ours", "peak MiB", "goal")

    def __init__(self):
        self.rows, self.missed = [], 0

    def add(self, workload, name, costs, ours, goals=()):
        cost = Cost.median(costs)
        verdicts = []
        for text, met in goals:
            verdicts.append(text if met else f"MISSED: {text}")
            self.missed += not met
        self.rows.append((
            workload, name, str(len(costs)), f"{cost.cpu:.3f}", f"{cost.cpu / ours.cpu:.2f}",
            f"{cost.wall:.3f}", f"{cost.wall / ours.wall:.2f}", f"{cost.peak:.1f}", "; ".join(verdicts)))

    def text(self):
        rows = [self.HEAD] + self.rows
        widths = [max(len(row[column]) for row in rows) for column in range(len(self.HEAD))]

        def line(row):
            return "  ".join(
                cell.rjust(width) if 2 <= column <= 7 else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(row, widths))).rstrip()

        return "\n".join([line(rows[0]), "  ".join("-" * width for width in widths)] + [line(row) for row in rows[1:]])


def say(text):
    print(text, file=sys.stderr, flush=True)


def memory_goal(cost, rows):
    limit = MEMORY_LIMIT + rows * IDENTIFIERS * BYTES_PER_IDENTIFIER / (1 << 20)
    return f"peak {cost.peak:.0f} of {limit:.0f} MiB", cost.peak <= limit


def factor_goal(peer, ours, factor):
    reached = peer.cpu / ours.cpu
    return f"ours {reached:.1f} x faster in CPU, {factor} wanted", reached >= factor


def growth_goal(large, small, times):
    reached = max(large.cpu / small.cpu, large.wall / small.wall)
    return f"{reached:.1f} x the time for {times} x the rows, {GROWTH_LIMIT} allowed", reached <= GROWTH_LIMIT


def startup(bench, binary, table, rounds):
    say("time to start")
    curl = shutil.which("curl") or sys.exit("bench: there is no curl to compare the time to start with")
    costs = bench.compare([Startup("exchange", str(binary), "--version"), Startup("curl", curl, "--version")], rounds)
    ours, peer = Cost.median(costs["exchange"]), Cost.median(costs["curl"])
    reached = ours.wall / peer.wall
    goal = (f"{reached:.2f} x curl's wall time, {STARTUP_LIMIT} allowed", reached <= STARTUP_LIMIT)
    table.add("--version", "exchange", costs["exchange"], ours, [goal])
    table.add("--version", "curl", costs["curl"], ours)


def sis(bench, binary, table, rows, rounds):
    before, source = extract(bench.scratch, rows)
    say(f"{rows:,} rows x {len(generate.COLUMNS)} columns to a zipped user file")
    peers = [Script("csv + template", "peer_template.py", source), Script("csv + lxml", "peer_lxml.py", source)]
    costs = bench.compare([Exchange(binary, before, source)] + peers, rounds, expected=rows)
    ours = Cost.median(costs["exchange"])
    workload = f"sis {rows:,}"
    table.add(workload, "exchange", costs["exchange"], ours, [memory_goal(ours, rows)])
    for peer, factor in zip(peers, (TEMPLATE_FACTOR, LXML_FACTOR)):
        goal = factor_goal(Cost.median(costs[peer.name]), ours, factor)
        table.add(workload, peer.name, costs[peer.name], ours, [goal])
    before.unlink()
    source.unlink()
    return ours


def growth(bench, binary, table, rows, rounds, small, times):
    before, source = extract(bench.scratch, rows)
    say(f"{rows:,} rows")
    costs = bench.compare([Exchange(binary, before, source)], rounds, expected=rows)["exchange"]
    large = Cost.median(costs)
    # The ratio columns of this row are against our own smaller run.
    table.add(f"sis {rows:,}", "exchange", costs, small, [growth_goal(large, small, times), memory_goal(large, rows)])
    before.unlink()
    source.unlink()


def extract(scratch, rows):
    """The extracts of two nights."""
    say(f"generating {rows:,} rows")
    before, after = scratch / f"extract-{rows}-1.csv", scratch / f"extract-{rows}-2.csv"
    generate.generate(rows, before)
    generate.next_night(before, after)
    return before, after


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path, help="the release binary")
    options.add_argument("--seconds", type=float, default=300, help="start no further round after this long (300)")
    options.add_argument("--scratch", type=Path, help="where the inputs and the scratch roots go (1 GB; TMPDIR)")
    options.add_argument("--quick", action="store_true", help="a tenth of the rows, two rounds: does the bench work?")
    chosen = options.parse_args()
    binary = chosen.binary.resolve()
    if not os.access(binary, os.X_OK):
        sys.exit(f"bench: {binary} is not there; build it with 'make build'")

    scratch = Path(tempfile.mkdtemp(prefix="exchange-bench.", dir=chosen.scratch))
    bench, table = Bench(scratch, time.monotonic() + chosen.seconds), Table()
    small, large = (SMALL // 10, LARGE // 10) if chosen.quick else (SMALL, LARGE)
    try:
        startup(bench, binary, table, 5 if chosen.quick else 40)
        ours = sis(bench, binary, table, small, 2 if chosen.quick else 5)
        growth(bench, binary, table, large, 1 if chosen.quick else 3, ours, large // small)
    except Stop as stop:
        say(f"bench: {stop}")
        return 2
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(table.text())
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
