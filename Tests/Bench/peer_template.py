#!/usr/bin/env python3
"""peer_template.py CSV ZIP: what a library's own quick script does. Cells into a text template, straight into a zip.

The fastest plain Python there is for this work: no tree, no checks, no rejects, no report. An empty cell becomes an
empty element.
"""

import csv
import sys
import zipfile
from xml.sax.saxutils import escape

USER = """  <user>
    <record_type>PUBLIC</record_type>
    <primary_id>%(primary_id)s</primary_id>
    <first_name>%(first_name)s</first_name>
    <middle_name>%(middle_name)s</middle_name>
    <last_name>%(last_name)s</last_name>
    <user_title>%(title)s</user_title>
    <gender>%(gender)s</gender>
    <user_group>%(user_group)s</user_group>
    <campus_code>%(campus)s</campus_code>
    <preferred_language>%(language)s</preferred_language>
    <birth_date>%(birth_date)s</birth_date>
    <expiry_date>%(expiry_date)s</expiry_date>
    <purge_date>%(purge_date)s</purge_date>
    <account_type>EXTERNAL</account_type>
    <status>ACTIVE</status>
    <contact_info>
      <addresses>
        <address preferred="true">
          <line1>%(line1)s</line1>
          <line2>%(line2)s</line2>
          <city>%(city)s</city>
          <postal_code>%(postal_code)s</postal_code>
          <country>%(country)s</country>
          <address_types><address_type>home</address_type></address_types>
        </address>
        <address preferred="false">
          <line1>%(line1_term)s</line1>
          <city>%(city_term)s</city>
          <postal_code>%(postal_code_term)s</postal_code>
          <country>%(country)s</country>
          <address_types><address_type>school</address_type></address_types>
        </address>
      </addresses>
      <emails>
        <email preferred="true">
          <email_address>%(email)s</email_address>
          <email_types><email_type>school</email_type></email_types>
        </email>
      </emails>
      <phones>
        <phone preferred="true">
          <phone_number>%(phone)s</phone_number>
          <phone_types><phone_type>mobile</phone_type></phone_types>
        </phone>
      </phones>
    </contact_info>
    <user_identifiers>
      <user_identifier><id_type>BARCODE</id_type><value>%(barcode)s</value></user_identifier>
      <user_identifier><id_type>INST_ID</id_type><value>%(student_no)s</value></user_identifier>
    </user_identifiers>
    <user_statistics>
      <user_statistic><statistic_category>%(faculty)s</statistic_category></user_statistic>
    </user_statistics>
  </user>
"""


def positional(template, columns):
    """The template with its names replaced by positions: str.format over a list is faster than over a dictionary."""
    return template.replace("{", "{{").replace("}", "}}") % {
        name: "{%d}" % number for number, name in enumerate(columns)
    }


def main(source, target):
    with open(source, encoding="utf-8", newline="") as extract, \
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack, \
            pack.open("users.xml", "w", force_zip64=True) as out:
        rows = csv.reader(extract)
        user = positional(USER, next(rows)).format
        out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<users>\n')
        for row in rows:
            out.write(user(*map(escape, row)).encode("utf-8"))
        out.write(b"</users>\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
