#!/usr/bin/env python3
"""edi.py --binary EXCHANGE [--packages FOLDER] [--seconds N] [--scratch FOLDER] [--quick]

`exchange validate` of vendors' invoices (EDIFACT) with every check there is: characters, envelope, structure, values,
identifiers, the arithmetic of every invoice. Against pydifact, which only parses the same file, in turn; then alone over an
interchange of a gigabyte, whose memory must stay flat; then the whole run of the feed `edi-invoices`, for which there is no
goal but memory. Every total of the generated invoices is right, in each of the six ways vendors add up: so is what real
files mostly look like, and the long way through an invoice that is not right is not what is measured.

pydifact comes from PyPI into FOLDER (.build/bench-python) where it is not there yet. Ends with 1 when a goal is missed, with 2
when a program failed or the programs disagree about the number of messages.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True  # the checkout stays as it is
import generate_edi  # noqa: E402
from bench import HERE, Bench, Cost, Stop, Table, factor_goal, measure, say  # noqa: E402

PEER = "pydifact==0.2.3"
PACKAGES = HERE.parent.parent / ".build/bench-python"
SMALL, RUN, LARGE = 16_000_000, 100_000_000, 1_000_000_000
PEER_FACTOR, SPEED, MEMORY_LIMIT, RUN_MEMORY_LIMIT = 70, 100, 32, 64

SITE = {
    "institutions.yaml": "default: bench\ninstitutions:\n  bench: {title: Bench, zone: Etc/UTC}\n",
    "connections.yaml": "connections:\n  campus: {scheme: local, path: places/campus, temp_safe: yes}\n"
    "  alma: {scheme: local, path: places/alma}\n",
    "edi.yaml": "summary: Invoices\nfeed: edi-invoices\n"
    'from: {connection: campus, files: "*.edi", settle: 0s}\n'
    'to: {connection: alma, name: "{date}-{sequence}.edi"}\n',
}


def install(folder):
    """The peer, once."""
    if (folder / "pydifact").is_dir():
        return
    say(f"installing {PEER} from PyPI into {folder}")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), PEER]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise Stop(f"{PEER} could not be installed:\n{done.stderr[-2000:]}")


class Validate:
    """Ours."""

    def __init__(self, binary, source):
        self.name, self.command = "exchange validate", [str(binary), "validate", str(source)]

    def count(self):
        said = subprocess.run(self.command, capture_output=True, text=True, check=True).stdout
        if not said.startswith("ACCEPT"):
            raise Stop(f"the generated file is not accepted:\n{said}")
        return int(re.search(r"([\d,]+) messages? INVOIC", said)[1].replace(",", ""))

    def run(self, _):
        return measure(self.command), None


class Peer:
    """pydifact."""

    def __init__(self, packages, source):
        self.name = "pydifact"
        self.command = [sys.executable, str(HERE / "peer_edi.py"), str(packages), str(source)]

    def count(self):
        return int(subprocess.run(self.command, capture_output=True, text=True, check=True).stdout)

    def run(self, _):
        return measure(self.command), None


class Run:
    """Ours, a whole run in a fresh root."""

    def __init__(self, binary, source):
        self.name, self.binary, self.source = "exchange run", binary, source

    def run(self, folder):
        root = folder / "root"
        for place in ("Profiles", "places/campus", "places/alma"):
            (root / place).mkdir(parents=True)
        for name, text in SITE.items():
            (root / "Profiles" / name).write_text(text, encoding="utf-8")
        shutil.copyfile(self.source, root / "places/campus/invoices.edi")
        os.sync()
        cost = measure([str(self.binary), "run", "edi", "--root", str(root)])
        delivered = list((root / "places/alma").glob("*.edi"))
        if len(delivered) != 1 or delivered[0].stat().st_size != self.source.stat().st_size:
            raise Stop(f"the run delivered {len(delivered)} files, not the one as it came")
        return cost, delivered[0]


def speed(cost, size):
    return size / cost.cpu / 1_000_000


def title(size):
    return f"edi {size // 1_000_000:,} MB"


def generate(bench, size):
    source = bench.scratch / f"{size}.edi"
    say(f"generating {size // 1_000_000:,} MB of invoices")
    return source, generate_edi.invoices(size, source)


def against(bench, binary, packages, table, size, rounds):
    source, messages = generate(bench, size)
    ours, peer = Validate(binary, source), Peer(packages, source)
    for program in (ours, peer):
        if (found := program.count()) != messages:
            raise Stop(f"{program.name} found {found} messages of {messages}")
    costs = bench.compare([ours, peer], rounds)
    mine, other = Cost.median(costs[ours.name]), Cost.median(costs[peer.name])
    table.add(title(size), ours.name, costs[ours.name], mine)
    table.add(title(size), peer.name, costs[peer.name], mine, [factor_goal(other, mine, PEER_FACTOR)])
    source.unlink()
    return mine


def alone(bench, binary, table, size, rounds, small):
    source, _ = generate(bench, size)
    costs = bench.compare([Validate(binary, source)], rounds)["exchange validate"]
    mine = Cost.median(costs)
    reached = speed(mine, size)
    # The ratio columns of this row are against our own smaller file.
    table.add(title(size), "exchange validate", costs, small, [
        (f"{reached:.0f} MB/s of CPU time, {SPEED} wanted", reached >= SPEED),
        (f"peak {mine.peak:.0f} of {MEMORY_LIMIT} MiB", mine.peak <= MEMORY_LIMIT),
    ])
    source.unlink()


def whole(bench, binary, table, size, rounds, small):
    source, _ = generate(bench, size)
    costs = bench.compare([Run(binary, source)], rounds)["exchange run"]
    mine = Cost.median(costs)
    table.add(title(size), "exchange run", costs, small, [
        (f"{speed(mine, size):.0f} MB/s, peak {mine.peak:.0f} of {RUN_MEMORY_LIMIT} MiB", mine.peak <= RUN_MEMORY_LIMIT),
    ])
    source.unlink()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path, help="the release binary")
    options.add_argument("--packages", type=Path, default=PACKAGES, help="where the peer is, or is to be installed")
    options.add_argument("--seconds", type=float, default=240, help="start no further round after this long (240)")
    options.add_argument("--scratch", type=Path, help="where the inputs and the scratch roots go (2 GB; TMPDIR)")
    options.add_argument("--quick", action="store_true", help="a tenth of the bytes, one round: does the bench work?")
    chosen = options.parse_args()
    binary = chosen.binary.resolve()
    scratch = Path(tempfile.mkdtemp(prefix="exchange-bench.", dir=chosen.scratch))
    bench, table = Bench(scratch, time.monotonic() + chosen.seconds), Table()
    part, rounds = (10, 1) if chosen.quick else (1, 3)
    try:
        install(chosen.packages)
        small = against(bench, binary, chosen.packages, table, SMALL // part, rounds)
        alone(bench, binary, table, LARGE // part, rounds, small)
        whole(bench, binary, table, RUN // part, rounds, small)
    except Stop as stop:
        say(f"bench: {stop}")
        return 2
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(table.text())
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
