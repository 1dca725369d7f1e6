import Exchange
import Formats

/// What libFuzzer calls with each input: the first byte chooses the reader and its chunks, the rest is the file. Whatever is
/// in it, a reader may refuse it and may not trap; and every byte of EDIFACT belongs to something.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzOne(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: data + 1, count: count - 1))
    let size = [1, 7, 64, 4096][Int(data[0] >> 4 & 3)]
    switch data[0] & 3 {
    case 0, 1: fuzzEDI(input, by: size, data[0] & 1 == 0 ? .tolerant : .strict)
    case 2: fuzzTable(CSVTable(CSVDialect()), input, by: size)
    default: fuzzTable(CSVTable(CSVDialect(delimiter: 0x3B, header: .none)), input, by: size)
    }
    return 0
}

private func fuzzEDI(_ input: [UInt8], by size: Int, _ mode: EDIMode) {
    let reader = EDIReader(mode, limits: EDILimits(segment: 4096, message: 65_536, preamble: 4096))
    let report = Report()
    var total = 0
    let emit = { (event: borrowing EDIEvent, _: Position) throws(Fault) -> Demand in
        total += bytes(of: copy event)
        return .more
    }
    do throws(Fault) {
        for start in stride(from: 0, to: input.count, by: size) {
            let chunk = Array(input[start..<min(input.count, start + size)])
            _ = try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
                try reader.read(UnsafeRawBufferPointer(chunk).bytes, report: report, emit)
            }
        }
        try reader.finish(report: report, emit)
    } catch { return }
    precondition(total + reader.counts.stray + reader.counts.lost == input.count, "a byte belongs to nothing")
}

private func bytes(of event: EDIEvent) -> Int {
    switch event {
    case .interchange(let begun): return begun.raw.count
    case .group(let begun): return begun.raw.count
    case .groupEnd(let ending), .interchangeEnd(let ending): return ending.raw.count
    case .message(let message):
        if let rules = EDIPlainRules(nil) { _ = EDIPlainInvoice.read(message, rules) }
        if message.isWhole, let draft = EDIDraft(message) { precondition(draft.segments.count == message.count - 2) }
        return message.raw.count
    }
}

private func fuzzTable(_ table: CSVTable, _ input: [UInt8], by size: Int) {
    let report = Report()
    let emit = { (row: borrowing TableRow, _: Position) throws(Fault) -> Demand in .more }
    do throws(Fault) {
        for start in stride(from: 0, to: input.count, by: size) {
            let chunk = Array(input[start..<min(input.count, start + size)])
            _ = try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
                try table.read(UnsafeRawBufferPointer(chunk).bytes, report: report, emit)
            }
        }
        try table.finish(report: report, emit)
    } catch { return }
}
