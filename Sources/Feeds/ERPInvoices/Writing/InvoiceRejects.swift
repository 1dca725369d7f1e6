import Exchange
import Formats

/// Writes the invoices that were not sent, byte for byte as they stand in the source, with all that stands before the first
/// invoice and behind the last one: a document that can be corrected and run again.
struct InvoiceRejects {
    private let outbox: any Outbox
    private let file: any StagedFile
    private var sink: (any ByteSink)?
    /// Where the first invoice of the file begins.
    private var first: Int?
    /// Behind the last one.
    private var last = 0

    init(_ file: any StagedFile, _ outbox: any Outbox) {
        self.file = file
        self.outbox = outbox
    }

    /// An invoice was read; whether it is sent shows later.
    mutating func see(_ record: XMLRecord) throws(Fault) {
        last = record.end
        if first == nil { first = try start(of: record) }
    }

    mutating func add(_ record: XMLRecord) throws(Fault) {
        let start = try start(of: record)
        if let sink {
            try sink.write([0x0A])
            return try copy(start..<record.end, to: sink)
        }
        let sink = try outbox.open(.rejects, suffix: "xml")
        self.sink = sink
        try copy(0..<(first ?? start), to: sink)
        try copy(start..<record.end, to: sink)
    }

    mutating func finish() throws(Fault) {
        guard let sink else { return }
        try copy(last..<file.size, to: sink)
        try outbox.finish(sink)
        self.sink = nil
    }

    /// The parser says a byte within the start tag: its '<' is the last one before, since no attribute may hold one.
    private func start(of record: XMLRecord) throws(Fault) -> Int {
        var end = min(record.elements[0].byte + 1, file.size)
        while end > 0 {
            let start = max(0, end - 512)
            let bytes = try read(start..<end)
            if let place = bytes.lastIndex(of: 0x3C) { return start + place }
            end = start
        }
        return 0
    }

    private func copy(_ range: Range<Int>, to sink: any ByteSink) throws(Fault) {
        var at = range.lowerBound
        while at < range.upperBound {
            let bytes = try read(at..<min(at + 64 << 10, range.upperBound))
            if bytes.isEmpty { throw InvoiceRejects.short(file) }
            try sink.write(bytes)
            at += bytes.count
        }
    }

    private func read(_ range: Range<Int>) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let filled = try bytes.fill(range.count, from: range.lowerBound) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        return Array(bytes.prefix(filled))
    }

    private static func short(_ file: any StagedFile) -> Fault {
        Fault(
            .invoiceOutput, .stop,
            "The staged copy of \(PlacePath.readable(file.name)) is shorter than it was when it was read.")
    }
}
