import Exchange

/// What a profile of this feed may say, beside what every profile says.
enum SISUsersSettings {
    static let all: [Setting] =
        [
            Setting("read", .block(reading), "how the source file is written", example: "{delimiter: \";\"}"),
            Setting(
                "fields", .table(.node), required: true,
                "user fields, each with the column or rule its value comes from",
                example: "{primary_id: {column: STUDENT_ID, required: yes}}"),
        ]
        + UserSchema.segments.map { segment in
            Setting(
                segment.setting, .list(.node), "\(segment.setting) of a user; any number, each a block of rules",
                example: example(segment))
        }

    static let reading: [Setting] = [
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

    private static func example(_ segment: UserSegment) -> String {
        let type = segment.types.map { "\($0.element): home, " } ?? ""
        return "[{\(type)\(segment.key): COLUMN}]"
    }
}
