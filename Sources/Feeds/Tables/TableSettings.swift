import Exchange

/// What the block `read` of a profile may say.
enum TableSettings {
    static let all: [Setting] = [
        Setting("format", .choice(["csv"]), default: "csv", "the syntax of the file", example: "csv"),
        Setting(
            "encoding", .text, default: "utf-8",
            "utf-8, iso-8859-1, windows-1252 or utf-16; wrong bytes are findings, never guessed",
            example: "windows-1252"),
        Setting(
            "delimiter", .text, default: ",", "one character between cells, or the word 'tab'", example: "\";\""),
        Setting("quote", .text, default: "\"", "one character around cells, or the word 'none'", example: "none"),
        Setting(
            "header", .boolean, default: "yes",
            "whether the first record names the columns; if not, columns are 1, 2, …",
            example: "no"),
    ]
}
