#!/usr/bin/env python3
"""generate.py ROWS FILE: a campus extract of ROWS persons x 25 columns, UTF-8, the same bytes for the same ROWS.

Everything in it is invented. It is as awkward as real extracts are: letters of many alphabets, commas and doubled
quotes inside quoted cells, empty optional cells. What the peers' templates cannot leave out (dates, addresses,
numbers) is always there, so that every program has the same work to do.
"""

import random
import sys

COLUMNS = (
    "primary_id", "first_name", "middle_name", "last_name", "title", "birth_date", "gender", "user_group",
    "campus", "language", "expiry_date", "purge_date", "barcode", "student_no", "email", "phone",
    "line1", "line2", "city", "postal_code", "country", "line1_term", "city_term", "postal_code_term", "faculty",
)

FIRST = ("Amélie", "Bence", "Çağla", "Daniel", "Eszter", "Frøya", "Grace", "Håkon", "Ilse", "Jörg", "Krzysztof",
         "Łucja", "Miloš", "Nadia", 'Robert "Bob" J.', "Søren", "Thủy", "Ursula", "Žofie", "Σοφία")
MIDDLE = ("", "", "", "A.", "Marie", "von der", "K.")
LAST = ("Achterberg", "Bäcker", "Castellanos", "Dąbrowska", "Ekström", "Fitz-Hugh", "Gruber, jun.", "Hołub",
        "Ibáñez", "Jónsdóttir", "Keller & Söhne", "Lefèvre", "Mühlbauer", "Nwosu", "O'Hara", "Petrović", "Šimek",
        "Tran", "Weiß", "Yıldız")
TITLES = ("", "", "", "Dr", "Prof", "Mag")
GROUPS = ("UNDERGRAD", "GRAD", "STAFF", "FACULTY", "ALUMNI")
STREETS = ("Lindengasse", "Am Alten Hafen", "Universitätsplatz", "Rue de l'Échantillon", "Kirkegårdsvei")
TOWNS = ("Musterstadt", "Beispielhausen", "Exampleton", "Villeneuve-l'Essai", "Prøveby")
COUNTRIES = ("AUT", "DEU", "CHE", "FRA", "NOR")


def cell(text):
    """A cell by RFC 4180: quoted where it must be."""
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def person(number, pick):
    """One row. Identifiers count up, so they are unique; the rest is drawn."""
    one_of = pick.choice
    return (
        f"p{number:08d}", one_of(FIRST), one_of(MIDDLE), one_of(LAST), one_of(TITLES),
        f"{pick.randrange(1955, 2009)}-{pick.randrange(1, 13):02d}-{pick.randrange(1, 29):02d}",
        one_of(("FEMALE", "MALE", "NONE")), one_of(GROUPS), one_of(("NORTH", "SOUTH", "HARBOUR")),
        one_of(("de", "en", "fr")), "2027-09-30", "2028-09-30", f"29{number:012d}", f"M{number:07d}",
        f"p{number:08d}@campus.example", f"+43 1 {pick.randrange(10 ** 6, 10 ** 7)}",
        f"{one_of(STREETS)} {pick.randrange(1, 250)}, Top {pick.randrange(1, 60)}",
        one_of(("", "", f"c/o Residence {pick.randrange(1, 40)}, Room {pick.randrange(100, 999)}")),
        one_of(TOWNS), f"{pick.randrange(1000, 99999)}", one_of(COUNTRIES),
        f"Hall {pick.randrange(1, 30)} Room {pick.randrange(100, 999)}", one_of(TOWNS),
        f"{pick.randrange(1000, 99999)}", f"FAC{pick.randrange(1, 25):02d}",
    )


def generate(rows, path):
    pick = random.Random(20261121)
    with open(path, "w", encoding="utf-8", newline="", buffering=1 << 20) as out:
        out.write(",".join(COLUMNS) + "\n")
        for number in range(1, rows + 1):
            out.write(",".join(map(cell, person(number, pick))) + "\n")


def next_night(before, after):
    """The extract of the night after: in every hundredth row another phone number, every five hundredth row gone, and
    as many new persons at the end."""
    with open(before, encoding="utf-8", newline="") as old, open(after, "w", encoding="utf-8", newline="") as new:
        new.write(old.readline())
        gone = []
        for number, line in enumerate(old):
            if number % 500 == 7:
                gone.append(line)
            else:
                new.write(line.replace("+43 1 ", "+43 2 ") if number % 100 == 3 else line)
        for line in gone:
            new.write(line.replace(line[1:9], "9" + line[2:9]).replace(",29", ",39", 1).replace(",M", ",N", 1))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    generate(int(sys.argv[1]), sys.argv[2])
