import Exchange

/// What the block `write` of a profile may say, as data.
package enum LayoutSettings {
    package static let all: [Setting] = [
        Setting(
            "format", .choice(Layout.Format.allCases.map(\.rawValue)), required: true,
            "delimited (CSV and its like), fixed (columns of fixed width), xml or json", example: "delimited"),
        Setting(
            "separator", .text,
            "delimited: one character between values, or 'tab' (left out: a comma); fixed: what stands between two "
                + "values (left out: nothing)", example: "\"|\""),
        Setting(
            "quote", .choice(Layout.Quoting.allCases.map(\.rawValue)), default: "needed",
            "delimited: which values stand in double quotes; with never, a value that holds the separator is refused",
            example: "always"),
        Setting(
            "encoding", .choice(LayoutLetters.Encoding.allCases.map(\.rawValue)), default: "utf-8",
            "how characters become bytes", example: "ascii"),
        Setting("unmappable", .node, unmappable, example: "{fold: latin, lookup: {ä: ae}}"),
        Setting(
            "line_end", .choice(Layout.LineEnd.allCases.map(\.rawValue)), default: "lf",
            "what ends a line; none puts records of fixed width one behind the other", example: "crlf"),
        Setting(
            "names", .boolean, default: "no", "delimited: whether the first line names the values", example: "yes"),
        Setting(
            "files", .list(.block(files)),
            "several files of one run; a record goes whole into the first whose condition holds",
            example: "[{part: charges, when: {amount: {above: 0}}}, {part: credits}]"),
        Setting(
            "records", .list(.block(records)), "delimited, fixed: which lines are written, and their values in order",
            example: "[{for: fee, fields: [{name: ID, value: user_id}]}]"),
        Setting(
            "namespaces", .table(.text), "xml: prefixes and their namespaces; default is the one without prefix",
            example: "{default: \"http://example.org/invoices\"}"),
        Setting(
            "if_blank", .choice(Layout.Blank.allCases.map(\.rawValue)), default: "leave_out",
            "xml, json: what becomes of a value that is blank", example: "empty"),
        Setting(
            "document", .node, "xml, json: the elements or members, within each other",
            example:
                "[{name: batch, content: [{name: invoice, for: invoice, content: [{name: id, value: invoice_id}]}]}]"
        ),
        Setting(
            "control", .block(control), "a file beside the data files, with a line for each of them",
            example: "{part: control, fields: [{count: bytes, width: 16, pad: \"0\", align: right}]}"),
    ]

    private static let unmappable =
        "what becomes of characters the encoding cannot carry, and of line ends in values: refuse (the record is "
        + "rejected), or a block with 'lookup' (a table, or a file of them) and 'fold: latin' (é becomes e)"

    static let files: [Setting] = [
        Setting("part", .text, required: true, "what {part} in the delivery's name becomes", example: "charges"),
        Setting("when", .node, "which records go into it; the last may be without", example: "{is_credit: \"no\"}"),
    ]

    static let control: [Setting] = [
        Setting("part", .text, default: "control", "what {part} in its name becomes", example: "control"),
        Setting("fields", .list(.block(fields)), required: true, "the values of its line", example: "[{count: lines}]"),
    ]

    static let records: [Setting] = [
        Setting(
            "for", .text, required: true, "file, or a level of the records: a line for each", example: "invoice"),
        Setting(
            "at", .choice(LayoutRecord.Edge.allCases.map(\.rawValue)), default: "start",
            "before or behind what is within the file or record", example: "end"),
        Setting(
            "only", .choice(LayoutPlace.allCases.map(\.rawValue)), default: "any",
            "which records of this level within their outermost one", example: "last"),
        Setting(
            "when", .node, "a condition; where it does not hold, there is no such line", example: "{line_type: REGULAR}"
        ),
        Setting("fields", .list(.block(fields)), required: true, "the values, in order", example: "[{value: user_id}]"),
    ]

    /// One value, wherever it stands.
    static let fields: [Setting] = sources + forms

    static let sources: [Setting] = [
        Setting("value", .node, "a field, or a rule as in every profile", example: "invoice_number"),
        Setting("constant", .text, "always this", example: "ROLH"),
        Setting(
            "count", .text, "how many: records, lines, details (lines of records), bytes, or a level's name",
            example: "lines"),
        Setting("total", .text, "the sum of this field", example: "amount"),
        Setting("counter", .text, "the number of this record among those of a level, in the file", example: "fee"),
        Setting(
            "sequence", .text, "the run's number of this sequence; it is reserved for good and never used again",
            example: "sap"),
        Setting(
            "term", .block(term), "a billing term",
            example: "{from: {01-01: \"{YYYY}SP\", 05-01: \"{YYYY}SU\", 08-01: \"{YYYY+1}FA\"}}"),
        Setting(
            "join", .node, "a list of values, written one behind the other",
            example: "[{value: invoice_number}, {value: invoice_date, format: YYMMDD}]"),
        Setting("due", .block(due), "a day of a later month", example: "{day: 25, months: 1, late_after: 25}"),
    ]

    static let forms: [Setting] = [
        Setting("name", .text, "what the receiver calls it", example: "AMOUNT"),
        Setting(
            "amounts", .choice(LayoutSource.Amounts.allCases.map(\.rawValue)), default: "all",
            "beside 'total': which amounts are added up", example: "absolute"),
        Setting(
            "within", .choice(["file", "record"]), default: "file", "beside 'counter': where counting begins anew",
            example: "record"),
        Setting("number", .block(number), "how a number is written", example: "{decimals: 2}"),
        Setting("format", .text, "how a date is written", example: "MM/DD/YYYY"),
        Setting("width", .integer(1...10_000), "exactly so many characters", example: "10"),
        Setting("longest", .integer(1...100_000), "at most so many characters", example: "30"),
        Setting(
            "cut", .boolean, default: "no", "whether what is too long is cut; otherwise it is refused", example: "yes"),
        Setting(
            "align", .choice(LayoutField.Alignment.allCases.map(\.rawValue)), default: "left",
            "where a value stands in its width", example: "right"),
        Setting("pad", .text, default: " ", "the character that fills the width", example: "\"0\""),
        Setting("required", .boolean, default: "no", "whether a record without it is rejected", example: "yes"),
        Setting(
            "as", .choice(LayoutField.Kind.allCases.map(\.rawValue)), default: "text", "json: what kind of value it is",
            example: "number"),
    ]

    static let number: [Setting] = [
        Setting("decimals", .integer(0...9), "exactly so many digits behind the mark", example: "2"),
        Setting(
            "currency", .text, "the field with the currency, which says how many digits", example: "invoice_currency"),
        Setting(
            "mark", .choice([".", ",", "none"]), default: ".", "the decimal mark; none writes cents", example: "none"),
        Setting(
            "grouping", .choice([",", ".", "'", "blank", "none"]), default: "none", "what stands between thousands",
            example: "\",\""),
        Setting(
            "sign", .choice(NumberStyle.Sign.allCases.map(\.rawValue)), default: "leading",
            "where a minus stands; dropped writes the amount without it, refused rejects the record",
            example: "trailing"),
        Setting(
            "negate", .boolean, default: "no", "whether the receiver's signs are the other way round", example: "yes"),
    ]

    static let term: [Setting] = [
        Setting("date", .text, default: "today", "today, or a field with a date", example: "transaction_date"),
        Setting(
            "from", .table(.text), required: true,
            "from each of these days (MM-DD) of a year on, a text; {YYYY}, {YY} and {YYYY+1} are years",
            example: "{01-01: \"2{YY}1\", 06-01: \"2{YY}4\", 08-01: \"2{YY}7\"}"),
    ]

    static let due: [Setting] = [
        Setting("date", .text, default: "today", "today, or a field with a date", example: "invoice_date"),
        Setting("day", .integer(1...31), required: true, "the day of the month, or its last", example: "25"),
        Setting("months", .integer(0...120), default: "1", "how many months later", example: "1"),
        Setting(
            "late_after", .integer(1...31), "a day after this one counts as one of the next month", example: "25"),
    ]

    /// One element or member; `content` holds more of them.
    static let nodes: [Setting] =
        [
            Setting("for", .text, "a level of the records: one for each", example: "invoice"),
            Setting(
                "only", .choice(LayoutPlace.allCases.map(\.rawValue)), default: "any",
                "which records of this level within their outermost one", example: "last"),
            Setting(
                "when", .node, "a condition; where it does not hold, it is left out", example: "{line_type: REGULAR}"),
            Setting("attributes", .list(.block(fields)), "xml: attributes", example: "[{name: class, constant: R}]"),
            Setting(
                "content", .node, "what stands within it, instead of a value",
                example: "[{name: id, value: invoice_id}]"),
            Setting(
                "if_blank", .choice(Layout.Blank.allCases.map(\.rawValue)), "what becomes of a blank value",
                example: "nil"),
        ] + fields
}
