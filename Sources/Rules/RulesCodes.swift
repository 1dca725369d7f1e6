import Exchange

extension Code {
    package static let rulePattern = Code(
        "rule.pattern", .data, owner: .registrar,
        cause: "A value does not look as the pattern in the profile says it must, from its first letter to its last. "
            + "Values of more than 1,024 bytes match no pattern.",
        remedy: "Have the value corrected at its source. If it is right, widen the pattern in the profile.")
    package static let ruleBase = Code(
        "rule.base", .data, owner: .registrar,
        cause: "A value that the profile writes to another base than ten is no whole number of at most 18 digits.",
        remedy: "Have the value corrected at its source, or take the part that is a number with 'pattern' and 'take'.")
    package static let ruleLookup = Code(
        "rule.lookup", .data, owner: .library,
        cause:
            "A code in the source is in no line of the lookup table that the profile names, and the profile says that "
            + "such records are rejected. New programmes, groups and buildings look like this.",
        remedy:
            "Add the code with its target to the lookup table, or say with 'unknown' what shall become of new codes, "
            + "and run the rejected records again.")
    package static let ruleNew = Code(
        "rule.newcode", .data, owner: .library,
        cause: "A code in the source is in no line of the lookup table that the profile names. The record went through "
            + "with the code as it is, or with the default, as the profile says.",
        remedy: "Add the code with its target to the lookup table, so that it is not handled as unknown the next time.")
    package static let ruleDate = Code(
        "rule.date", .data, owner: .registrar,
        cause:
            "A value is no date as the profile says the source writes them, or it names a day that does not exist, or "
            + "the date computed from it lies outside the years 1 to 9999.",
        remedy: "Have the date corrected at its source. If all dates are refused, correct 'date' in the profile.")
    package static let ruleCalendar = Code(
        "rule.calendar", .data, owner: .library,
        cause:
            "The calendar beside the profile has no date for this record: the key is not in it, or all its dates lie "
            + "before the day of the run.",
        remedy: "Add the missing dates to the calendar and run the rejected records again.")
    package static let rulePhone = Code(
        "rule.phone", .data, owner: .registrar,
        cause:
            "A telephone number has letters in it, or more or fewer digits than the profile expects, so it cannot be "
            + "rewritten without guessing.",
        remedy: "Have the number corrected at its source, or correct 'phone' in the profile.")

    /// Every code of this room.
    package static let rules: [Code] = [rulePattern, ruleBase, ruleLookup, ruleNew, ruleDate, ruleCalendar, rulePhone]
}
