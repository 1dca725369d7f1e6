import Exchange

/// What the block `read` of a profile may say.
enum TableSettings {
    static let all: [Setting] = [
        Setting(
            "format", .choice(["csv", "fixed", "json", "jsonl", "xml"]), default: "csv", "the syntax of the file",
            example: "jsonl"),
        Setting(
            "encoding", .text, default: "utf-8",
            "utf-8, iso-8859-1, windows-1252 or utf-16; wrong bytes are findings, never guessed",
            example: "windows-1252"),
        Setting(
            "delimiter", .text, default: ",", "csv: one character between cells, or the word 'tab'", example: "\";\""),
        Setting("quote", .text, default: "\"", "csv: one character around cells, or the word 'none'", example: "none"),
        Setting(
            "header", .boolean, default: "yes",
            "csv: whether the first record names the columns; if not, columns are 1, 2, …",
            example: "no"),
        Setting(
            "preset", .choice(FixedPreset.all.map(\.name)), "fixed: a known layout, to be used as it is or altered",
            example: "patron-sif"),
        Setting(
            "columns", .table(.text), "fixed: each column's name and its place, counted from 1, both ends included",
            example: "{PERSON_ID: 1-10, LAST_NAME: 11-40}"),
        Setting(
            "segments", .block(segments), "fixed: a part that is repeated at the end of the record", example: "{…}"),
        Setting(
            "width", .integer(1...1_000_000), "fixed: characters in a record, its line end not counted", example: "120"),
        Setting(
            "line_ends", .boolean, default: "yes", "fixed: whether each record is a line; if not, 'width' cuts them",
            example: "no"),
        Setting(
            "records", .text, "json: the path to the list of records, where it is not the whole file",
            example: "data.people"),
        Setting(
            "record", .text, "xml: the element that is one record, by its local name, or {namespace}name",
            example: "row"),
        Setting(
            "count", .text, "xml: the attribute of the root element that says how many records there are",
            example: "numrows"),
    ]

    static let segments: [Setting] = [
        Setting("name", .text, "what a segment is called; its number follows", example: "address"),
        Setting("start", .integer(1...1_000_000), "where the first one begins, counted from 1", example: "121"),
        Setting("length", .integer(1...100_000), "characters in each", example: "328"),
        Setting("most", .integer(1...100), "how many there may be", example: "3"),
        Setting("type", .text, "the place of the type code in a segment", example: "1-1"),
        Setting(
            "types", .table(.text), "what each type is called, and its code",
            example: "{permanent: \"1\", email: \"3\"}"),
        Setting("columns", .table(.text), "each column's name and its place in a segment", example: "{line1: 22-71}"),
    ]

    /// The keys that mean something for one format only.
    static let own: [String: [String]] = [
        "delimiter": ["csv"], "quote": ["csv"], "header": ["csv"],
        "preset": ["fixed"], "columns": ["fixed"], "segments": ["fixed"], "width": ["fixed"], "line_ends": ["fixed"],
        "records": ["json"],
        "record": ["xml"], "count": ["xml"],
    ]
}
