import Exchange
import Formats

/// Reads a file of the library system's fees: its export to the bursar, or what is sent back to it (both have one
/// structure). Containers are not counted: users with fees are found wherever they stand.
///
/// Such a file is money: one that is ill-formed, of another namespace or cut off is refused as a whole.
final class FeeDocument {
    private let report: Report
    private let taker: any FeeTaker
    private let isThorough: Bool
    private var elements = FeeElements()
    private var user = FeeDraft()
    private var fee = FeeDraft()
    /// For each element of a user, the fee it stands in, or -1.
    private var owners: [Int] = []
    private var fees = 0
    private var isKnown = false
    private var strange: Set<Int> = []
    private var kept: XMLKept?
    private var exportNumber: String?
    /// Where fees stand that the taker is done with.
    private(set) var done = FeeCuts()

    /// `isThorough` leaves all of the file to libxml2.
    init(_ report: Report, _ taker: any FeeTaker, isThorough: Bool = false) {
        self.isThorough = isThorough
        self.report = report
        self.taker = taker
    }

    /// `progress` is told how many bytes were read.
    func read(_ file: any StagedFile, progress: (Int) -> Void = { _ in }) throws(Fault) {
        var reading = try XMLReading(
            FeeElements.list,
            interests: XMLInterests(kept: [FeeElements.exportNumber], measured: [FeeElements.fee]),
            isThorough: isThorough)
        kept = reading.kept
        var bytes = 0
        do throws(Fault) {
            try file.eachChunk { chunk throws(Fault) in
                _ = try reading.read(chunk, report: report) { record, _ throws(Fault) in
                    try self.take(copy record)
                    return .more
                }
                try know(reading)
                bytes += chunk.byteCount
                progress(bytes)
                return .more
            }
            try reading.finish(report: report) { record, _ throws(Fault) in
                try self.take(copy record)
                return .more
            }
            try know(reading)
            try end(reading)
        } catch { throw error.about(file) }
    }

    /// Looks at the root once it is there.
    private func know(_ reading: XMLReading) throws(Fault) {
        guard !isKnown, let root = reading.root else { return }
        isKnown = true
        if let encoding = reading.foreignEncoding {
            throw Fault(
                .feesEncoding, .reject, "The file says it is in \(PlacePath.readable(encoding)); fee files are UTF-8.")
        }
        guard root.name.namespace == FeeElements.namespace else { throw FeeDocument.foreign(root.name, root.line) }
    }

    private func end(_ reading: XMLReading) throws(Fault) {
        if let first = reading.problems.first {
            throw Fault(
                first.code, .reject,
                "Line \(first.line): the file is no well-formed XML (\(counted(reading.problems.count, "place"))). It is "
                    + "about money, so nothing of it is taken.",
                context: ["line": "\(first.line)", "byte": "\(first.byte)"])
        }
        for outside in reading.outside {
            guard let name = outside.name else {
                throw Fault(
                    .feesStructure, .reject, "Line \(outside.line): text stands where no text belongs.",
                    context: ["line": "\(outside.line)", "byte": "\(outside.byte)"])
            }
            if name.namespace != FeeElements.namespace { throw FeeDocument.foreign(name, outside.line) }
            if FeeElements.isInner(name.local) {
                throw Fault(
                    .feesStructure, .reject,
                    "Line \(outside.line): <\(name.local)> stands outside <\(FeeElements.list)>.",
                    context: ["line": "\(outside.line)", "byte": "\(outside.byte)"])
            }
        }
    }

    private static func foreign(_ name: XMLName, _ line: Int) -> Fault {
        let shown = name.namespace.isEmpty ? "no namespace" : "the namespace '\(PlacePath.readable(name.namespace))'"
        return Fault(
            .feesNamespace, .reject,
            "Line \(line): <\(PlacePath.readable(name.local))> has \(shown), not '\(FeeElements.namespace)'.",
            context: ["line": "\(line)"])
    }

    private func take(_ record: XMLRecord) throws(Fault) {
        // Taken out once: each look through the object would be counted up and down.
        let elements = record.elements
        guard case .list = self.elements.meaning(elements[0].name, record.names) else {
            throw FeeDocument.foreign(record.name(0), elements[0].line)
        }
        readUser(record, elements)
        var index = 1
        var isWhole = true
        let cuts = done.count
        while index < elements.count {
            guard owners[index] == index else {
                index += 1
                continue
            }
            let first = index
            index += 1
            while index < elements.count, owners[index] == first { index += 1 }
            isWhole = try take(record, elements, first..<index) && isWhole
        }
        // A user without a fee left goes as a whole.
        if isWhole { done.replace(from: cuts, with: FeeCut(within: elements[0].byte, end: record.end)) }
    }

    /// Finds out which element stands in which fee, and reads those that stand in none.
    private func readUser(_ record: XMLRecord, _ elements: [XMLRecord.Element]) {
        user.clear()
        owners.removeAll(keepingCapacity: true)
        for index in elements.indices {
            let element = elements[index]
            var owner = element.parent < 0 ? -1 : owners[element.parent]
            let meaning = self.elements.meaning(element.name, record.names)
            if case .fee = meaning, owner < 0 { owner = index }
            owners.append(owner)
            guard owner < 0 else { continue }
            if case .field(let field) = meaning {
                user.set(field, element, record.bytes)
            } else {
                doubt(meaning, record, index)
            }
        }
        // The first one in the file, and it stays.
        if exportNumber == nil { exportNumber = kept?[FeeElements.exportNumber]?.filter { !$0.isWhitespace } }
        if let exportNumber { user.set(.exportNumber, exportNumber) }
    }

    private func take(
        _ record: XMLRecord, _ elements: [XMLRecord.Element], _ range: Range<Int>
    ) throws(Fault) -> Bool {
        fee.begin(user)
        let bytes = record.bytes
        for index in range.dropFirst() {
            let meaning = self.elements.meaning(elements[index].name, record.names)
            if case .field(let field) = meaning {
                fee.set(field, elements[index], bytes)
            } else {
                doubt(meaning, record, index)
            }
        }
        fees += 1
        let head = elements[range.lowerBound]
        let isDone = try taker.take(fee, at: Position(record: fees, byte: head.byte, line: head.line))
        if isDone { done.add(FeeCut(within: head.byte, end: head.end)) }
        return isDone
    }

    /// An element nobody here knows is said once.
    private func doubt(_ meaning: FeeElements.Meaning, _ record: XMLRecord, _ index: Int) {
        switch meaning {
        case .unknown, .foreign: break
        default: return
        }
        let element = record.elements[index]
        guard strange.insert(element.name).inserted, strange.count < 20 else { return }
        report.add(
            Finding(
                .note, .feesElement, Position(byte: element.byte, line: element.line),
                "<\(PlacePath.readable(record.name(index).local))> is not known and was not read."))
    }
}
