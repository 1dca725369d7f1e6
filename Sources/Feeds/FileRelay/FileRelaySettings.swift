import Exchange

/// What a profile of this feed may say.
enum FileRelaySettings {
    static let all: [Setting] = [
        Setting(
            "unzip", .choice(Unzipping.allCases.map(\.rawValue)), default: "no",
            "Whether every file is a zip file, of which each entry is delivered by itself: yes refuses one with folders, "
                + "flat leaves their names away.", example: "yes"),
        Setting(
            "zip", .choice(Zipping.allCases.map(\.rawValue)), default: "no",
            "Whether files are packed: one zip file of all, or each its own.", example: "one"),
        Setting(
            "skip", .list(.text), "Names that are left out, of entries as well; '*' and '?' stand for others.",
            example: "[\"*.tmp\", \"Thumbs.db\"]"),
    ]

    /// What becomes of a zip file that comes in.
    enum Unzipping: String, Sendable, CaseIterable {
        case no
        case yes
        case flat
    }

    /// What files are packed into.
    enum Zipping: String, Sendable, CaseIterable {
        case no
        case one
        case each
    }
}
