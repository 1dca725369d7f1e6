import Exchange

/// What a profile of this feed may say, beside what every profile says.
enum SISUsersSettings {
    static let all: [Setting] =
        [
            Setting("read", .block(TableSettings.all), "how the source file is written", example: "{delimiter: \";\"}"),
            Setting(
                "fields", .block(fields), required: true,
                "user fields, each with the column or rule its value comes from",
                example: "{primary_id: {column: STUDENT_ID, required: yes}}"),
        ]
        + UserPoliciesSettings.all
        + UserSchema.segments.map { segment in
            Setting(
                segment.setting, .list(.block(parts(segment))),
                "\(segment.setting) of a user; any number, each a block of rules",
                example: example(segment))
        }

    /// Each field of a user, as data: the reference and the complaints read this.
    private static let fields: [Setting] = UserSchema.fields.map { element in
        Setting(
            element.name, .node, required: element.name == "primary_id", summary(element),
            example: element.isDate ? "{column: EXPIRES, date: DD.MM.YYYY}" : "COLUMN")
    }

    private static func parts(_ segment: UserSegment) -> [Setting] {
        var settings: [Setting] = []
        if let types = segment.types {
            settings.append(
                Setting(
                    types.element, .node, required: true,
                    "the library system's code for the kind, a list of codes, or a rule",
                    example: "home"))
        }
        settings.append(
            Setting(
                "when", .node, "a condition; where it does not hold, the part is left out", example: "{ROLE: STAFF}"))
        settings += segment.attributes.map {
            Setting($0, .boolean, default: "no", "whether this is the \($0) one of its kind", example: "yes")
        }
        return settings
            + segment.elements.map { element in
                Setting(element.name, .node, required: element.name == segment.key, summary(element), example: "COLUMN")
            }
    }

    private static func summary(_ element: UserElement) -> String {
        element.explanation + (element.isLoaded ? "" : "; the library system's load does not read it")
    }

    private static func example(_ segment: UserSegment) -> String {
        let type = segment.types.map { "\($0.element): home, " } ?? ""
        return "[{\(type)\(segment.key): COLUMN}]"
    }
}
