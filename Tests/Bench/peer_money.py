#!/usr/bin/env python3
"""peer_money.py fees|invoices XML CSV [FOLDER]: what a library's script does with lxml and decimal.

Streamed record by record (iterparse, cleared), exact amounts, header against lines against funds, totals at the end. No
register of what was sent, no report, no read-back.

With FOLDER it also does what keeps money from going twice or wrong: a sealed copy of the input, which is what it reads; a
look for each record at what was sent before, and a row with a digest for each that goes; the output read back, counted and
added up, its digest, and only then its place with the receiver.
"""

import csv
import hashlib
import os
import sqlite3
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

FEES = "{http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans}"
INVOICES = "{http://com/exlibris/repository/acq/invoice/xmlbeans}"


def day(text):
    month, number, year = text.split(" ")[0].split("/")
    return f"{year}-{month}-{number}"


class Nothing:
    """Keeps nothing."""

    def knows(self, key):
        return False

    def add(self, key, amount, currency, party, note):
        pass


class Register:
    """What was sent, in SQLite: durable, an index on the key, each row with the digest of what it says."""

    COLUMNS = "kind, key, event, currency, amount, party, note, day, run, seal"

    def __init__(self, path, kind):
        self.base, self.kind, self.rows = sqlite3.connect(path, isolation_level=None), kind, []
        self.day = date.today().isoformat()
        for line in ("PRAGMA journal_mode = wal", "PRAGMA synchronous = full",
                     f"CREATE TABLE sent (place INTEGER PRIMARY KEY, {self.COLUMNS})",
                     "CREATE INDEX sent_by_key ON sent (kind, key)", "CREATE INDEX sent_by_run ON sent (run)"):
            self.base.execute(line)
        # As ours: most are new, so what is there is looked up in memory first.
        self.keys = {key for (key,) in self.base.execute("SELECT key FROM sent WHERE kind = ?", (kind,))}

    def knows(self, key):
        if key not in self.keys:
            return False
        return self.base.execute("SELECT 1 FROM sent WHERE kind = ? AND key = ?", (self.kind, key)).fetchone()

    def add(self, key, amount, currency, party, note):
        row = [self.kind, key, "sent", currency, str(amount), party, note, self.day, "1"]
        row.append(hashlib.sha256("".join(f"{len(text)}:{text}" for text in row).encode()).hexdigest())
        self.rows.append(row)
        if len(self.rows) == 2000:
            self.write()

    def write(self):
        self.base.execute("BEGIN IMMEDIATE")
        self.base.executemany(f"INSERT INTO sent ({self.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self.rows)
        self.base.execute("COMMIT")
        self.rows.clear()


def fees(source, rows, register):
    total, seen = Decimal(0), set()
    for _, user in etree.iterparse(source, tag=FEES + "userExportedFineFeesList"):
        value = user.findtext(f"{FEES}user/{FEES}value")
        name = user.findtext(FEES + "patronName")
        for fee in user.iter(FEES + "userFineFee"):
            amount = Decimal(fee.findtext(f"{FEES}compositeSum/{FEES}sum"))
            transaction = fee.findtext(FEES + "bursarTransactionId")
            if transaction in seen or register.knows(transaction):
                continue
            seen.add(transaction)
            total += amount
            register.add(
                transaction, amount, fee.findtext(f"{FEES}compositeSum/{FEES}currency"),
                fee.findtext(f"{FEES}owneredEntity/{FEES}libraryCode") or "", fee.findtext(FEES + "fineFeeType"))
            rows.writerow([
                value, name, fee.findtext(FEES + "fineFeeType"), f"{amount:.2f}",
                fee.findtext(f"{FEES}compositeSum/{FEES}currency"), day(fee.findtext(FEES + "lastTransactionDate")),
                transaction, fee.findtext(FEES + "itemBarcode") or "", fee.findtext(FEES + "itemTitle") or "",
            ])
        user.clear()
        while user.getprevious() is not None:
            del user.getparent()[0]
    return total


def invoices(source, rows, register):
    total, seen = Decimal(0), set()
    for _, invoice in etree.iterparse(source, tag=INVOICES + "invoice"):
        def text(path, element=invoice):
            return element.findtext("/".join(INVOICES + part for part in path.split("/"))) or ""

        key = text("unique_identifier")
        amount = Decimal(text("invoice_amount/sum"))
        lines = invoice.find(INVOICES + "invoice_line_list")
        of_lines = sum((Decimal(line.findtext(INVOICES + "total_price")) for line in lines), Decimal(0))
        of_funds, parts = Decimal(0), []
        for line in lines:
            for fund in line.iter(INVOICES + "fund_info"):
                share = Decimal(text("amount/sum", fund))
                of_funds += share
                parts.append([
                    text("invoice_number"), key, day(text("invoice_date")), text("vendor_code"),
                    text("vendor_FinancialSys_Code"), f"{amount:.2f}", text("invoice_amount/currency"),
                    text("line_number", line), text("po_line_info/po_line_number", line), text("code", fund),
                    text("external_id", fund), f"{share:.2f}",
                ])
        if key not in seen and amount == of_lines == of_funds and not register.knows(key):
            seen.add(key)
            total += amount
            register.add(key, amount, text("invoice_amount/currency"), text("vendor_code"), text("invoice_number"))
            rows.writerows(parts)
        invoice.clear()
        while invoice.getprevious() is not None:
            del invoice.getparent()[0]
    return total


def convert(kind, source, target, register):
    with open(target, "w", encoding="utf-8", newline="") as out:
        return {"fees": fees, "invoices": invoices}[kind](source, csv.writer(out), register)


def copied(source, target):
    """A copy that is on the disk, and its digest."""
    digest = hashlib.sha256()
    with open(source, "rb") as old, open(target, "wb") as new:
        while part := old.read(1 << 18):
            digest.update(part)
            new.write(part)
        new.flush()
        os.fsync(new.fileno())
    return digest.hexdigest()


def read_back(path, total):
    """The output says what was meant, and its digest."""
    found = Decimal(0)
    with open(path, encoding="utf-8", newline="") as text:
        for row in csv.reader(text):
            found += Decimal(row[3] if len(row) == 9 else row[11])
    if found != total:
        sys.exit(f"the output adds up to {found}, not {total}")
    with open(path, "rb") as whole:
        return hashlib.file_digest(whole, "sha256").hexdigest()


def main():
    kind, source, target = sys.argv[1:4]
    if len(sys.argv) == 4:
        print(convert(kind, source, target, Nothing()))
        return
    folder = Path(sys.argv[4])
    sealed = copied(source, folder / "in.xml")
    register = Register(folder / "sent.sqlite", kind)
    total = convert(kind, str(folder / "in.xml"), folder / "out.csv", register)
    register.write()
    digest = read_back(folder / "out.csv", total)
    if copied(folder / "out.csv", target + ".part") != digest:
        sys.exit("the output was changed while it was copied")
    os.rename(target + ".part", target)
    print(total, sealed, digest)


if __name__ == "__main__":
    main()
