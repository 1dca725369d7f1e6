import ConformanceKit
import Exchange
import Formats

/// Holds what a file consists of against the file.
enum EDIAccounts {
    /// Empty where the bytes of all events, of what is stray and of what was lost, are the bytes of the file.
    static func gaps(_ bytes: [UInt8]) throws(Fault) -> [String] {
        var gaps: [String] = []
        var total = 0
        var open = 0
        let counts = try readEDI(bytes) { event throws(Fault) in
            let seen = seen(event)
            total += seen.raw.count
            if case .message(let message) = event {
                let place = message.start..<message.start + seen.raw.count
                if place.upperBound > bytes.count || Array(bytes[place]) != seen.raw {
                    gaps.append("message \(message.number) is not what stands at byte \(message.start)")
                }
            }
            if seen.kind == "interchange" { open += 1 }
            if seen.kind == "interchange end" { open -= 1 }
        }
        total += counts.stray + counts.lost
        if total != bytes.count { gaps.append("\(total) bytes of \(bytes.count)") }
        if open != 0 { gaps.append("\(open) interchanges without an end") }
        return gaps
    }
}

/// Cuts a file at every byte.
enum EDITruncation {
    /// Cuts after which a message is called whole that the whole file has not, or a cut goes unsaid.
    static func lies(_ bytes: [UInt8]) -> [String] {
        let all = Set(ediSuite().read(bytes, by: 1 << 20).messages.filter(\.isWhole).map(\.plain))
        return (0..<bytes.count).compactMap { length in
            let cut = ediSuite().read(Array(bytes[..<length]), by: 1 << 20)
            if cut.fault.map({ $0.context["byte"] == nil }) == true {
                return "cut at \(length): a fault does not say where"
            }
            for message in cut.messages where message.isWhole && !all.contains(message.plain) {
                return "cut at \(length): a message that the file has not is called whole"
            }
            let rest = bytes[length...].allSatisfy { $0 <= 0x20 || $0 == 0x1A }
            let isSilent = cut.fault == nil && !cut.findings.contains { $0.severity == .error }
            let isBetween = cut.records.last?.kind == "interchange end" && cut.records.last?.raw.isEmpty == false
            return isSilent && !rest && !isBetween ? "cut at \(length): nothing says so" : nil
        }
    }
}
