#!/usr/bin/env python3
"""peer_money.py fees|invoices XML CSV: what a library's careful script does with lxml and decimal.

Streamed record by record (iterparse, cleared), exact amounts, header against lines against funds, totals at the end. No
register of what was sent, no report, no read-back.
"""

import csv
import sys
from decimal import Decimal

from lxml import etree

FEES = "{http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans}"
INVOICES = "{http://com/exlibris/repository/acq/invoice/xmlbeans}"


def day(text):
    month, number, year = text.split(" ")[0].split("/")
    return f"{year}-{month}-{number}"


def fees(source, rows):
    total, seen = Decimal(0), set()
    for _, user in etree.iterparse(source, tag=FEES + "userExportedFineFeesList"):
        value = user.findtext(f"{FEES}user/{FEES}value")
        name = user.findtext(FEES + "patronName")
        for fee in user.iter(FEES + "userFineFee"):
            amount = Decimal(fee.findtext(f"{FEES}compositeSum/{FEES}sum"))
            transaction = fee.findtext(FEES + "bursarTransactionId")
            if transaction in seen:
                continue
            seen.add(transaction)
            total += amount
            rows.writerow([
                value, name, fee.findtext(FEES + "fineFeeType"), f"{amount:.2f}",
                fee.findtext(f"{FEES}compositeSum/{FEES}currency"), day(fee.findtext(FEES + "lastTransactionDate")),
                transaction, fee.findtext(FEES + "itemBarcode") or "", fee.findtext(FEES + "itemTitle") or "",
            ])
        user.clear()
        while user.getprevious() is not None:
            del user.getparent()[0]
    return total


def invoices(source, rows):
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
        if key not in seen and amount == of_lines == of_funds:
            seen.add(key)
            total += amount
            rows.writerows(parts)
        invoice.clear()
        while invoice.getprevious() is not None:
            del invoice.getparent()[0]
    return total


def main():
    kind, source, target = sys.argv[1:]
    with open(target, "w", encoding="utf-8", newline="") as out:
        total = {"fees": fees, "invoices": invoices}[kind](source, csv.writer(out))
    print(total)


if __name__ == "__main__":
    main()
