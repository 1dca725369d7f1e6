#!/usr/bin/env python3
"""peer_edi.py PACKAGES EDI: what pydifact, the EDIFACT library of Python, makes of an interchange: messages of segments.

It checks neither structure nor amounts. PACKAGES is the folder it was installed in. Says how many messages there are.
"""

import sys
import warnings


def main():
    packages, source = sys.argv[1:]
    sys.path.insert(0, packages)
    # It says of every kind of segment that it has no description of it.
    warnings.simplefilter("ignore")
    from pydifact.segmentcollection import Interchange

    count = 0
    for message in Interchange.from_file(source, "latin-1").get_messages():
        count += 1
        for _ in message.segments:
            pass
    print(count)


if __name__ == "__main__":
    main()
