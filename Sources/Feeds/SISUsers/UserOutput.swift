import Exchange
import Formats

/// The zip with the user file in it; made when the first user comes.
struct UserOutput {
    private struct Open {
        let sink: any ByteSink
        let zip: ZipWriter
        var writer: UserWriter
    }

    private let markup: UserMarkup
    private let facts: RunFacts
    private let outbox: any Outbox
    private var open: Open?

    init(_ layout: UserLayout, _ facts: RunFacts, _ outbox: any Outbox) {
        markup = UserMarkup(layout)
        self.facts = facts
        self.outbox = outbox
    }

    mutating func write(_ user: borrowing UserRecord) throws(Fault) {
        if open == nil { open = try start() }
        guard let zip = open?.zip else { return }
        try open?.writer.write(user, to: zip)
    }

    mutating func finish() throws(Fault) {
        guard let zip = open?.zip, let sink = open?.sink else { return }
        try open?.writer.finish(zip)
        try zip.close()
        try zip.finish()
        try outbox.finish(sink)
        open = nil
    }

    private func start() throws(Fault) -> Open {
        let sink = try outbox.open(.delivery, suffix: "zip")
        let zip = ZipWriter(sink)
        try zip.open(UserOutput.inner(outbox.name(of: sink)), modified: facts.now)
        var writer = UserWriter(markup)
        try writer.begin(zip)
        return Open(sink: sink, zip: zip, writer: writer)
    }

    /// `users_20261121.zip` holds `users_20261121.xml`.
    private static func inner(_ name: String) -> String {
        (name.hasSuffix(".zip") ? String(name.dropLast(4)) : name) + ".xml"
    }
}
