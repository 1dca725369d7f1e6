import Exchange
import Formats

/// Opinions about a file from anywhere: a source table, a user file, or a zip with one in it.
enum UserFileExamination {
    enum Kind { case zip, xml, table }

    static func kind(_ file: any StagedFile) throws(Fault) -> Kind {
        let head = try head(file)
        if head.starts(with: [0x50, 0x4B]) { return .zip }
        return looksLikeXML(head) ? .xml : .table
    }

    /// A tag at the start, in UTF-8 or UTF-16, or one that only XML has behind some junk.
    private static func looksLikeXML(_ head: [UInt8]) -> Bool {
        let text = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        if text.first == UInt8(ascii: "<") || head.starts(with: [0xFF, 0xFE, 0x3C, 0]) { return true }
        if head.starts(with: [0xFE, 0xFF, 0, 0x3C]) { return true }
        return String(decoding: head.prefix(4096), as: UTF8.self).contains("<?xml version")
    }

    /// `CSV`, where nothing else is to be seen.
    static func tableKind(_ file: any StagedFile) throws(Fault) -> String {
        let head = try head(file)
        return switch head.withUnsafeBytes({ TableSniffer.guess($0, whole: file.size == head.count) }).format {
        case "json", "jsonl": "JSON"
        case "fixed": "fixed width"
        default: "CSV"
        }
    }

    /// The first 64 KiB.
    static func head(_ file: any StagedFile) throws(Fault) -> [UInt8] {
        var head: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            head.append(contentsOf: chunk.withUnsafeBytes { Array($0.prefix(65_536 - head.count)) })
            return head.count < 65_536 ? .more : .enough
        }
        return head
    }

    /// A user file, bare or zipped: every opinion that needs no profile.
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) {
        var users = ForeignUserFile(file, report)
        try users.read(ForeignUserCheck(report))
        if report.tally.read == 0 {
            throw Fault(.userRoot, .reject, "\(PlacePath.readable(file.name)) has no user in it.")
        }
    }

    /// A table of which nothing is known: its syntax, encoding and delimiter are guessed, the guess is said, and the structure
    /// is held against it.
    static func examineTable(_ file: any StagedFile, report: Report) throws(Fault) {
        let head = try head(file)
        let guess = head.withUnsafeBytes { TableSniffer.guess($0, whole: file.size == head.count) }
        if let other = guess.otherKind {
            throw Fault(.csvNotCSV, .reject, "\(PlacePath.readable(file.name)) is no table: it is \(other).")
        }
        // A guess that fits hardly any line is no opinion about a table: pictures, MARC, EDIFACT and the like end here.
        guard guess.columns.count > 1, guess.confidence >= 50, !head.contains(0) || guess.encoding.unit == 2,
            let table = guess.table()
        else {
            throw Fault(
                .sisNoTable, .reject,
                "\(PlacePath.readable(file.name)) does not look like a table: no usual delimiter cuts its lines alike.",
                context: ["confidence": "\(guess.confidence)"])
        }
        report.remark(guess.sentence)
        func count(_ row: borrowing TableRow) {
            report.tally.read += 1
            if row.isSound { report.tally.accepted += 1 } else { report.tally.rejected += 1 }
        }
        do throws(Fault) {
            try file.eachChunk { chunk throws(Fault) in
                try table.read(chunk, report: report) { row, _ throws(Fault) in
                    count(row)
                    return .more
                }
            }
            try table.finish(report: report) { row, _ throws(Fault) in
                count(row)
                return .more
            }
        } catch {
            throw error.about(file)
        }
        // The names to put under 'fields' in a profile; without a header they would be somebody's data.
        if guess.hasNames, let names = table.header?.names {
            report.remark("Columns: \(names.map(PlacePath.readable).joined(separator: ", "))")
        }
    }
}

extension SISUsersFeed {
    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        switch try UserFileExamination.kind(file) {
        case .zip: return "a zipped user file"
        case .xml: return "a user file"
        case .table: return "a source table (\(try UserFileExamination.tableKind(file)))"
        }
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        switch try UserFileExamination.kind(file) {
        case .table:
            try UserFileExamination.examineTable(file, report: report)
            return ["which columns are needed, required fields, dates, types and lengths (they need --profile)"]
        case .zip, .xml:
            try UserFileExamination.examine(file, report: report)
            return ["whether the library system knows the codes, and its other users' identifiers"]
        }
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try inspect(file, report: report)
        let outbox = NullOutbox()
        let facts = RunFacts(
            profile: ProfileName(institution: "", profile: ""), run: "",
            now: now, sequence: 0)
        _ = try UserConversion(self, facts, outbox, NoNotebook(), outside, report).run([file])
    }
}

/// Remembers nothing.
private final class NoNotebook: Notebook {
    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }
}

/// Takes everything and keeps nothing.
private final class NullOutbox: Outbox {
    private final class Nothing: ByteSink {
        private(set) var count = 0
        func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { count += bytes.count }
        func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {}
    }

    func pass(_ arrival: Int) throws(Fault) {}
    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink {
        Nothing()
    }
    func finish(_ sink: any ByteSink) throws(Fault) {}
    func name(of sink: any ByteSink) -> String { "users.zip" }
    var mayHoldSeveral: Bool { true }
    func spool() throws(Fault) -> any Spool { MemorySpool() }
}
