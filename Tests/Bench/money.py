#!/usr/bin/env python3
"""money.py --binary EXCHANGE [--seconds N] [--scratch FOLDER] [--quick]

Fees to the bursar and invoices to the ERP, against a script with lxml and exact decimals (`peer_money.py`), on the same
generated export, in turn. Ours is a whole run: pickup, staging, checks, the register of what was sent, read-back, delivery,
ledger, report. The script comes twice: once as it only converts, and once as it also keeps a sealed copy, a register and a
read-back, which is still less than a run. Ends with 1 when a goal is missed, with 2 when a program failed or the programs
disagree about the money.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True  # the checkout stays as it is
import generate_money  # noqa: E402
from bench import HERE, Bench, Cost, Stop, Table, factor_goal, measure, say  # noqa: E402

FEES, INVOICES, LINES = 100_000, 20_000, 5
LXML_FACTOR, MEMORY_LIMIT = 10, 96

SITE = {
    "institutions.yaml": "default: bench\ninstitutions:\n  bench: {title: Bench, zone: Etc/UTC}\n",
    "connections.yaml": "connections:\n  campus: {scheme: local, path: places/campus, temp_safe: yes}\n"
    "  alma: {scheme: local, path: places/alma}\n",
    "fees.yaml": """summary: Fees
feed: bursar-fees
from: {connection: alma, files: "*.xml", settle: 0s}
to: {connection: campus, name: "out.csv"}
write:
  format: delimited
  records:
    - for: fee
      fields:
        - {value: user_id}
        - {value: user_name}
        - {value: fee_type}
        - {value: amount, number: {decimals: 2}}
        - {value: currency}
        - {value: transaction_date}
        - {value: transaction_id}
        - {value: item_barcode}
        - {value: item_title}
""",
    "invoices.yaml": """summary: Invoices
feed: erp-invoices
from: {connection: alma, files: "*.xml", settle: 0s}
to: {connection: campus, name: "out.csv"}
write:
  format: delimited
  records:
    - for: fund
      fields:
        - {value: invoice_number}
        - {value: invoice_id}
        - {value: invoice_date}
        - {value: vendor_code}
        - {value: vendor_erp_code}
        - {value: invoice_amount, number: {decimals: 2}}
        - {value: invoice_currency}
        - {value: line_number}
        - {value: po_line}
        - {value: fund_code}
        - {value: fund_external_id}
        - {value: fund_amount, number: {decimals: 2}}
""",
}


class Run:
    """Ours, in a fresh root."""

    def __init__(self, binary, profile, source, name="exchange"):
        self.name, self.binary, self.profile, self.source = name, binary, profile, source

    def run(self, folder):
        root = folder / "root"
        for place in ("Profiles", "places/campus", "places/alma"):
            (root / place).mkdir(parents=True)
        for name, text in SITE.items():
            (root / "Profiles" / name).write_text(text, encoding="utf-8")
        shutil.copyfile(self.source, root / "places/alma/export.xml")
        os.sync()
        cost = measure([str(self.binary), "run", self.profile, "--root", str(root)])
        return cost, root / "places/campus/out.csv"


class Peer:
    """The script, with the same kind of file."""

    def __init__(self, kind, source, is_careful):
        self.name = "lxml, register, read-back" if is_careful else "lxml, conversion only"
        self.kind, self.source, self.is_careful = kind, source, is_careful

    def run(self, folder):
        target = folder / "out.csv"
        os.sync()
        script = [sys.executable, str(HERE / "peer_money.py"), self.kind, str(self.source), str(target)]
        if self.is_careful:
            (folder / "work").mkdir()
            script.append(str(folder / "work"))
        return measure(script), target


def sums(path):
    """The lines, and the cents in their column of money."""
    import csv
    from decimal import Decimal
    lines, total = 0, Decimal(0)
    with open(path, encoding="utf-8", newline="") as text:
        for row in csv.reader(text):
            lines += 1
            total += Decimal(row[3] if len(row) == 9 else row[11])
    return lines, total


class MoneyBench(Bench):
    """Judges outputs by their money."""

    def once(self, program, expected=None):
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            cost, result = program.run(folder)
            if expected is not None:
                found = sums(result)
                if expected and found != expected[0]:
                    raise Stop(f"{program.name} wrote {found}, the other {expected[0]}")
                expected.append(found)
            return cost
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def work(bench, binary, before, table, kind, profile, count, rounds):
    source = bench.scratch / f"{kind}.xml"
    say(f"generating {count:,} {kind}")
    getattr(generate_money, kind)(count, source)
    ours, peers = Run(binary, profile, source), [Peer(kind, source, True), Peer(kind, source, False)]
    earlier = [Run(before, profile, source, "exchange before")] if before else []
    costs = bench.compare([ours] + earlier + peers, rounds, expected=[])
    mine = Cost.median(costs[ours.name])
    workload = f"{kind} {count:,}"
    memory = (f"peak {mine.peak:.0f} of {MEMORY_LIMIT} MiB", mine.peak <= MEMORY_LIMIT)
    table.add(workload, ours.name, costs[ours.name], mine, [memory])
    for run in earlier:
        table.add(workload, run.name, costs[run.name], mine)
    for peer in peers:
        goal = factor_goal(Cost.median(costs[peer.name]), mine, LXML_FACTOR)
        table.add(workload, peer.name, costs[peer.name], mine, [goal])
    source.unlink()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True, type=Path, help="the release binary")
    options.add_argument("--before", type=Path, help="another release binary of ours, for a row of its own")
    options.add_argument("--seconds", type=float, default=240, help="start no further round after this long (240)")
    options.add_argument("--scratch", type=Path, help="where the inputs and the scratch roots go (1 GB; TMPDIR)")
    options.add_argument("--quick", action="store_true", help="a tenth of the records, one round: does the bench work?")
    chosen = options.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="exchange-bench.", dir=chosen.scratch))
    bench, table = MoneyBench(scratch, time.monotonic() + chosen.seconds), Table()
    part, rounds = (10, 1) if chosen.quick else (1, 5)
    try:
        before = chosen.before and chosen.before.resolve()
        work(bench, chosen.binary.resolve(), before, table, "fees", "fees", FEES // part, rounds)
        work(bench, chosen.binary.resolve(), before, table, "invoices", "invoices", INVOICES // part, rounds)
    except Stop as stop:
        say(f"bench: {stop}")
        return 2
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(table.text())
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
