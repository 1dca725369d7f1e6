/// What can go wrong with programs of the institution's own.
extension Code {
    package static let outsideStart = Code(
        "outside.start", .configuration, owner: .it,
        cause: "A program named under 'transformers' could not be started.",
        remedy:
            "Look whether it is there, may be executed, and begins with a line such as '#!/usr/bin/env python3' whose "
            + "program is installed. Then run again: nothing was sent.")
    package static let outsideEnded = Code(
        "outside.ended", .configuration, owner: .it,
        cause:
            "A program named under 'transformers' ended before it had answered every record, or ended with an error.",
        remedy: "Read its last words in the message, correct the program, and run again: nothing was sent.")
    package static let outsideGarbage = Code(
        "outside.garbage", .configuration, owner: .it,
        cause: "A program named under 'transformers' wrote a line that is no answer as the protocol has it.",
        remedy: "Correct the program; messages for people belong on its standard error. 'Transformers of your own' in "
            + "Profiles/README.md describes each line. Then run again: nothing was sent.")
    package static let outsideOrder = Code(
        "outside.order", .configuration, owner: .it,
        cause: "A program named under 'transformers' answered about another record than the one whose turn it was.",
        remedy: "Let the program answer each record once and in the order they came. Then run again: nothing was sent.")
    package static let outsideField = Code(
        "outside.field", .configuration, owner: .it,
        cause: "A program named under 'transformers' answered with a field that it was not given and may not add.",
        remedy:
            "Name the field under 'adds' of this program in the profile, or correct the field's name in the program.")
    package static let outsideSilent = Code(
        "outside.silent", .configuration, owner: .it,
        cause: "A program named under 'transformers' owed an answer and said nothing for longer than its 'timeout'.",
        remedy: "If the program keeps its output back until it has more of it, let it flush after each line (Python: "
            + "print(…, flush=True); awk: fflush()). If it only needs longer, raise 'timeout'. Nothing was sent.")
    package static let outsideFlood = Code(
        "outside.flood", .configuration, owner: .it,
        cause: "A program named under 'transformers' wrote a line that is longer than any answer may be.",
        remedy: "Correct the program: an answer has at most 16 MiB. Then run again: nothing was sent.")
    package static let outsideLeftover = Code(
        "outside.leftover", .configuration, owner: .it,
        cause: "A program named under 'transformers' wrote more lines than it was given records.",
        remedy:
            "Let the program answer each record with one line and write nothing else; messages for people belong on "
            + "its standard error. Then run again: nothing was sent.")
    package static let outsideRejected = Code(
        "outside.rejected", .data, owner: .registrar,
        cause: "A program of your own, named under 'transformers' in the profile, refused this record.",
        remedy: "Read the program's reason and correct the record at its source.")

    package static let outside: [Code] = [
        outsideStart, outsideEnded, outsideGarbage, outsideOrder, outsideField, outsideSilent, outsideFlood,
        outsideLeftover, outsideRejected,
    ]
}
