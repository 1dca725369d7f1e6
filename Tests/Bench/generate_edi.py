"""Invented invoices of a book vendor as EDIFACT (INVOIC D.96A): one interchange of any size, every total right to the cent.

The messages add up in the six ways vendors are known to, in turn. A few hundred are made and then repeated under new
references and numbers, so that a gigabyte takes seconds.
"""

import random

KINDS = ("lines", "header", "inside", "summary", "message", "tax")
MADE = 600


def thirteen(start):
    """Twelve digits with their check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(start))
    return start + str(-total % 10)


def ten(start):
    rest = -sum(int(digit) * (10 - place) for place, digit in enumerate(start)) % 11
    return start + ("X" if rest == 10 else str(rest))


def money(cents):
    return f"{cents // 100}.{cents % 100:02}"


def line(chance, number, kind):
    """Its segments, its amount, its charge, its tax."""
    book = f"{chance.randrange(10**8):09}"
    price, copies = chance.randint(500, 20_000), chance.choice((1, 1, 1, 2, 3))
    charge = chance.randint(50, 900) if kind == "inside" else 0
    amount = price * copies + charge
    tax = (amount * 20 + 50) // 100 if kind == "tax" else 0
    segments = [
        f"LIN+{number}++{thirteen('978' + book)}:EN", f"PIA+5+{ten(book)}:IB", "IMD+L+009+:::Smith?, John A.",
        f"IMD+L+050+:::The art of library systems?: volume:  {number}", "IMD+L+109+:::Example Press",
        "IMD+L+170+:::2026", f"QTY+47:{copies}",
    ]
    segments += [
        f"GIR+{copy:03}+MAIN:LLO+HIST:LFN+STACKS:LSQ" for copy in range(1, copies + 1)
    ]
    segments += [
        f"MOA+203:{money(amount)}", f"PRI+AAB:{money(price)}", f"RFF+LI:POL-{chance.randrange(10**8)}",
        f"RFF+SLI:V{chance.randrange(10**10)}", "TAX+7+VAT+++:::20+S" if tax else "TAX+7+VAT+++:::0+Z",
        f"MOA+124:{money(tax)}",
    ]
    if charge:
        segments += ["ALC+C++++G74", f"MOA+8:{money(charge)}"]
    return segments, amount, charge, tax, copies


def invoice(chance, kind):
    """From DTM to the last segment before UNT."""
    parts = [line(chance, number, kind) for number in range(1, chance.randint(5, 40) + 1)]
    amount, charges, taxes, copies = (sum(part[column] for part in parts) for column in (1, 2, 3, 4))
    extra = chance.randint(300, 4000)
    header = [
        "DTM+137:20261121:102", f"RFF+ON:PO{chance.randrange(10**7):07}",
        "NAD+BY+9990002::31B+University Library?: Acquisitions+Main St?+1+Graz++8010+AT",
        "NAD+SU+9990001::31B+O?'Reilly & S\u00f8ns Books Ltd", "CUX+2:GBP:4",
    ]
    if kind == "header":
        header += ["ALC+C++++DL::28:Freight", f"MOA+8:{money(extra)}"]
    total = amount + (extra if kind in ("header", "summary", "message") else 0)
    summary = ["UNS+S", f"CNT+1:{copies}", f"CNT+2:{len(parts)}"]
    if kind == "message":
        summary += [f"MOA+86:{money(total)}"]
    elif kind == "tax":
        summary += [f"MOA+129:{money(total + taxes)}", f"MOA+9:{money(total)}"]
    else:
        summary += [f"MOA+79:{money(total)}", f"MOA+9:{money(total)}"]
    if kind == "tax":
        summary += ["TAX+7+VAT+++:::20+S", f"MOA+124:{money(taxes)}", f"MOA+125:{money(amount)}"]
    if kind in ("summary", "message"):
        summary += ["ALC+C++++DL::28:Freight", f"MOA+8:{money(extra)}"]
    if kind == "inside":
        summary += ["ALC+C++++G74", f"MOA+8:{money(charges)}"]
    return header + [segment for part in parts for segment in part[0]] + summary


def invoices(size, path):
    """About `size` bytes of them; how many messages."""
    chance = random.Random(5)
    bodies = []
    for number in range(MADE):
        segments = invoice(chance, KINDS[number % len(KINDS)])
        text = "".join(segment + "'\n" for segment in segments)
        bodies.append((text.encode("latin-1"), len(segments) + 3))
    written, count = 0, 0
    with open(path, "wb") as out:
        out.write(b"UNA:+.? '\nUNB+UNOC:3+9990001:31B+9990002:31B+261121:0230+IC1++INVOIC'\n")
        while written < size:
            body, segments = bodies[count % MADE]
            count += 1
            written += out.write(
                b"UNH+%d+INVOIC:D:96A:UN:EAN008'\nBGM+380+INV%08d+43'\n%bUNT+%d+%d'\n"
                % (count, count, body, segments, count))
        out.write(b"UNZ+%d+IC1'\n" % count)
    return count
