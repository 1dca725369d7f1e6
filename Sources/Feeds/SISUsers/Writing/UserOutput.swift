import Exchange
import Formats

/// The zips with user files in them, made as users come: so many users in each XML, so many XMLs in each zip.
struct UserOutput {
    private struct Open {
        let sink: any ByteSink
        let zip: ZipWriter
        var writer: UserWriter
        var users = 0
        var files = 1
    }

    private let markup: UserMarkup
    private let facts: RunFacts
    private let outbox: any Outbox
    private let packing: Packing
    private let usersPerXML: Int
    private let xmlsPerZip: Int
    /// Whether a zip holds several XMLs, which then have numbers.
    private let isNumbered: Bool
    private var open: Open?
    private(set) var zips = 0
    private(set) var files = 0

    /// `users`: how many there will be; `most`: with those of the last load who may have to be sent once more.
    init(_ layout: UserLayout, _ facts: RunFacts, _ outbox: any Outbox, _ packing: Packing, users: Int, most: Int) {
        markup = UserMarkup(layout)
        self.facts = facts
        self.outbox = outbox
        self.packing = packing
        (usersPerXML, xmlsPerZip) = packing.plan(most, several: outbox.mayHoldSeveral)
        isNumbered = users > usersPerXML && xmlsPerZip > 1
    }

    mutating func write(_ user: borrowing UserRecord) throws(Fault) {
        if let full = open, full.users == usersPerXML { try turn(full) }
        if open == nil { open = try start() }
        guard let zip = open?.zip else { return }
        try open?.writer.write(user, to: zip)
        open?.users += 1
    }

    mutating func finish() throws(Fault) {
        guard let zip = open?.zip, let sink = open?.sink else { return }
        try open?.writer.finish(zip)
        try zip.close()
        try zip.finish()
        try outbox.finish(sink)
        open = nil
    }

    /// The XML is full: the next one in this zip, or the next zip.
    private mutating func turn(_ full: Open) throws(Fault) {
        let isHeavy = outbox.mayHoldSeveral && full.sink.count > packing.zipBytes * 9 / 10
        if full.files == xmlsPerZip || isHeavy { return try finish() }
        try open?.writer.finish(full.zip)
        try full.zip.close()
        files += 1
        try full.zip.open(inner(full.sink, full.files + 1), modified: facts.now)
        var writer = UserWriter(markup)
        try writer.begin(full.zip)
        open = Open(sink: full.sink, zip: full.zip, writer: writer, users: 0, files: full.files + 1)
    }

    private mutating func start() throws(Fault) -> Open {
        let sink = try outbox.open(.delivery, suffix: "zip")
        let zip = ZipWriter(sink)
        zips += 1
        files += 1
        try zip.open(inner(sink, 1), modified: facts.now)
        var writer = UserWriter(markup)
        try writer.begin(zip)
        return Open(sink: sink, zip: zip, writer: writer)
    }

    /// `users_20261121.zip` holds `users_20261121.xml`, or `users_20261121_01.xml`, `…_02.xml`.
    private func inner(_ sink: any ByteSink, _ number: Int) -> String {
        let name = outbox.name(of: sink)
        let stem = name.hasSuffix(".zip") ? String(name.dropLast(4)) : name
        return isNumbered || number > 1 ? "\(stem)_\(padded(number, 2)).xml" : "\(stem).xml"
    }
}
