import Exchange
import Formats

/// Takes the users of a file as they are read.
protocol ForeignTaker: AnyObject {
    /// The record is lent.
    func user(_ record: XMLRecord, at position: Position) throws(Fault)
    /// A document is at its end; its users have been taken.
    func end(of document: ForeignDocument, report: Report)
}

/// Reads a user file from anywhere: bare XML, or a zip with any number of XMLs in it.
///
/// What is ill-formed is a finding each, and the file is refused when all of it has been read: a load refuses it too.
/// In a zip, an XML that is refused does not keep the others from being read.
struct ForeignUserFile {
    private let file: any StagedFile
    private let report: Report
    private var refusal: Fault?
    private var documents = 0

    init(_ file: any StagedFile, _ report: Report) {
        self.file = file
        self.report = report
    }

    mutating func read(_ taker: any ForeignTaker) throws(Fault) {
        if try UserFileExamination.kind(file) == .zip {
            try readZip(taker)
        } else {
            try readBare(taker)
        }
        if let refusal { throw refusal }
    }

    private func readBare(_ taker: any ForeignTaker) throws(Fault) {
        var document = try ForeignDocument()
        let report = report
        try file.eachChunk { chunk throws(Fault) in
            try document.read(chunk, report, taker)
            return .more
        }
        try document.finish(report, taker)
    }

    private mutating func readZip(_ taker: any ForeignTaker) throws(Fault) {
        let zip = try ZipReader(StagedSource(file))
        while let entry = try zip.next() {
            guard entry.kind == .file else { continue }
            report.file = PlacePath.readable(entry.name)
            if entry.name.lowercased().hasSuffix(".xml") {
                try readEntry(zip, entry, taker)
            } else {
                report.add(Finding(.warning, .userPack, Position(), "This file in the zip is no XML and was not read."))
            }
        }
        report.file = nil
        try weigh()
    }

    private mutating func readEntry(_ zip: ZipReader, _ entry: ZipListing, _ taker: any ForeignTaker) throws(Fault) {
        documents += 1
        var document = try ForeignDocument()
        var failed: Fault?
        let report = report
        try zip.contents { bytes throws(Fault) in
            do throws(Fault) { try document.read(bytes, report, taker) } catch { failed = error }
            return failed == nil ? .more : .enough
        }
        if failed == nil { do throws(Fault) { try document.finish(report, taker) } catch { failed = error } }
        guard let failed else { return }
        if failed.disposition != .reject { throw failed }
        if refusal == nil {
            refusal = Fault(
                failed.code, .reject, "\(PlacePath.readable(entry.name)): \(failed.message)", remedy: failed.remedy,
                context: failed.context)
        }
    }

    /// What the receiver takes in one zip (its documented limits).
    private func weigh() throws(Fault) {
        if documents == 0 {
            throw Fault(.userRoot, .reject, "\(PlacePath.readable(file.name)) is a zip without an XML file in it.")
        }
        if documents > 50 {
            report.add(
                Finding(.warning, .userPack, Position(), "The zip holds \(documents) XML files; a load takes 50."))
        }
        if file.size > 4_000_000_000 {
            report.add(Finding(.warning, .userPack, Position(), "The zip is larger than 4 GB."))
        }
    }
}
