import ConformanceKit
import Exchange
import Formats

/// Reads, writes, reads.
enum EDIAgain {
    static let header = EDIHeader(
        from: "9990001", "31B", to: "9990002", "31B",
        prepared: CivilTime(Moment(seconds: 1_768_000_000), offset: 0, abbreviation: "UTC"), reference: "AGAIN1")

    /// Every whole message of `bytes` is written to a new interchange and read strictly: what differs.
    static func differences(_ bytes: [UInt8]) throws(Fault) -> [String] {
        var drafts: [EDIDraft] = []
        try readEDI(bytes) { event throws(Fault) in
            guard case .message(let message) = event, let draft = EDIDraft(message) else { return }
            drafts.append(draft)
        }
        let sink = MemorySink()
        var writer = EDIWriter(header, syntax: "UNOY")
        try writer.begin(sink)
        for draft in drafts { try writer.write(draft, to: sink) }
        try writer.finish(sink)
        var again: [EDIDraft] = []
        let report = Report()
        try readEDI(sink.bytes, .strict, report: report) { event throws(Fault) in
            guard case .message(let message) = event, let draft = EDIDraft(message) else { return }
            again.append(draft)
        }
        // What the vendor put in the wrong place, or made too long, stays so; the envelope and the syntax are ours.
        let ours = (Code.ediSyntax + Code.ediEnvelope).filter { $0 != .ediMessageRepeated && $0 != .ediTag }
        let flaws = report.findings.filter { ours.contains($0.rule) }.map { "\($0.rule): \($0.message)" }
        return flaws + (drafts.map(\.segments) == again.map(\.segments) ? [] : ["\(drafts)", "became \(again)"])
    }
}
