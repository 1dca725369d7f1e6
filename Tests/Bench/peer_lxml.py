#!/usr/bin/env python3
"""peer_lxml.py CSV ZIP: what a library's careful script does. A dictionary per row, an lxml tree per person, a zip.

Streamed person by person, so that its memory stays small; empty cells are left out. No checks, no report.
"""

import csv
import sys
import zipfile

from lxml import etree

FIELDS = (
    ("primary_id", "primary_id"), ("first_name", "first_name"), ("middle_name", "middle_name"),
    ("last_name", "last_name"), ("user_title", "title"), ("gender", "gender"), ("user_group", "user_group"),
    ("campus_code", "campus"), ("preferred_language", "language"), ("birth_date", "birth_date"),
    ("expiry_date", "expiry_date"), ("purge_date", "purge_date"),
)
ADDRESSES = (
    ("home", "true", (("line1", "line1"), ("line2", "line2"), ("city", "city"), ("postal_code", "postal_code"),
                      ("country", "country"))),
    ("school", "false", (("line1", "line1_term"), ("city", "city_term"), ("postal_code", "postal_code_term"),
                         ("country", "country"))),
)


def add(parent, tag, text=None, **attributes):
    element = etree.SubElement(parent, tag, **attributes)
    element.text = text
    return element


def typed(parent, kind, value):
    """<address_types><address_type>home</…>: every contact says what it is for this way."""
    add(add(parent, kind + "_types"), kind + "_type", value)


def user(row):
    person = etree.Element("user")
    add(person, "record_type", "PUBLIC")
    for tag, column in FIELDS:
        if row[column]:
            add(person, tag, row[column])
    add(person, "account_type", "EXTERNAL")
    add(person, "status", "ACTIVE")
    contact = add(person, "contact_info")
    addresses = add(contact, "addresses")
    for kind, preferred, lines in ADDRESSES:
        address = add(addresses, "address", preferred=preferred)
        for tag, column in lines:
            if row[column]:
                add(address, tag, row[column])
        typed(address, "address", kind)
    email = add(add(contact, "emails"), "email", preferred="true")
    add(email, "email_address", row["email"])
    typed(email, "email", "school")
    phone = add(add(contact, "phones"), "phone", preferred="true")
    add(phone, "phone_number", row["phone"])
    typed(phone, "phone", "mobile")
    identifiers = add(person, "user_identifiers")
    for kind, column in (("BARCODE", "barcode"), ("INST_ID", "student_no")):
        identifier = add(identifiers, "user_identifier")
        add(identifier, "id_type", kind)
        add(identifier, "value", row[column])
    statistic = add(add(person, "user_statistics"), "user_statistic")
    add(statistic, "statistic_category", row["faculty"])
    return person


def main(source, target):
    with open(source, encoding="utf-8", newline="") as extract, \
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack, \
            pack.open("users.xml", "w", force_zip64=True) as out:
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<users>\n')
        for row in csv.DictReader(extract):
            # Written as UTF-8 without a declaration of its own: the document already has one.
            out.write(etree.tostring(user(row), encoding="unicode", pretty_print=True).encode("utf-8"))
        out.write(b"</users>\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
