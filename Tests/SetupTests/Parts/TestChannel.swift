import Exchange

/// A way to tell somebody that only remembers what it was given.
struct TestChannel: NoticeChannel {
    static let kind = "test-pager"
    static let summary = "Pages, for tests."
    static let settings: [Setting] = [
        Setting("number", .text, required: true, "Whom.", example: "\"555-0100\""),
        Setting("pin", .secret, "Where its PIN is kept.", example: "env:PIN"),
    ]

    let number: String

    init(_ settings: Settings) throws(Complaints) {
        number = settings.text("number") ?? ""
        guard number == "0" else { return }
        throw Complaints([Complaint(settings.mark, key: settings.dotted("number"), "nobody has this number")])
    }

    var address: String { "pager \(number)" }
    func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String { "paged" }
}
