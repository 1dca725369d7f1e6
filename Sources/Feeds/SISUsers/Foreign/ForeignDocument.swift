import Exchange
import Formats

/// One XML with users in it, while it is read.
struct ForeignDocument {
    static let versionOne = "http://com/exlibris/digitool/repository/extsystem/xmlbeans"

    private(set) var reading: XMLReading
    private var isKnown = false

    init() throws(Fault) { reading = try XMLReading("user", label: "primary_id") }

    var users: Int { reading.records }

    mutating func read(_ chunk: RawSpan, _ report: Report, _ taker: any ForeignTaker) throws(Fault) {
        try chunk.withUnsafeBytes { bytes throws(Fault) in try read(bytes, report, taker) }
    }

    mutating func read(
        _ bytes: UnsafeRawBufferPointer, _ report: Report, _ taker: any ForeignTaker
    ) throws(Fault) {
        _ = try reading.read(bytes, report: report) { record, position throws(Fault) in
            try taker.user(copy record, at: position)
            return .more
        }
        try know()
    }

    mutating func finish(_ report: Report, _ taker: any ForeignTaker) throws(Fault) {
        try reading.finish(report: report) { record, position throws(Fault) in
            try taker.user(copy record, at: position)
            return .more
        }
        try know()
        taker.end(of: self, report: report)
        guard let first = reading.problems.first else { return }
        let count = reading.problems.count
        throw Fault(
            first.code, .reject,
            "This is no well-formed XML: \(count) place\(count == 1 ? "" : "s"), the first in line \(first.line). "
                + "A load refuses such a file as a whole; \(users) users were read from it all the same.",
            context: ["line": "\(first.line)", "byte": "\(first.byte)"])
    }

    /// Looks at the root once it is there: other XML is refused at once.
    private mutating func know() throws(Fault) {
        guard !isKnown, let root = reading.root else { return }
        isKnown = true
        let name = root.name
        if name.namespace == ForeignDocument.versionOne || name.local == "userRecord" {
            throw Fault(
                .userVersion, .reject,
                "This is user XML of version 1 (namespace \(ForeignDocument.versionOne)); version 2 is read here.")
        }
        guard ["users", "userRecords", "user"].contains(name.local) else {
            throw Fault(
                .userRoot, .reject, "The root of the file is '\(PlacePath.readable(name.local))', not 'users'.")
        }
    }
}
