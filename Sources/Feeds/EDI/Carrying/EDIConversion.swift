import Exchange
import Formats

/// Files of interchanges on their way through: each message is judged, the good ones go on in their interchanges, the others
/// leave them. A file of which everything goes on goes on byte for byte.
///
/// A file is read twice: first every message is judged, then it is written, so that nothing is begun for a file that keeps
/// nothing.
final class EDIConversion {
    private let settings: EDICarrySettings
    private let judge: any EDIJudge
    private let facts: RunFacts
    private let outbox: any Outbox
    private let report: Report
    private var output = 0
    private var rejected: (any ByteSink)?

    init(
        _ settings: EDICarrySettings, _ judge: any EDIJudge, _ facts: RunFacts, _ outbox: any Outbox, _ report: Report
    ) {
        (self.settings, self.judge, self.facts, self.outbox, self.report) = (settings, judge, facts, outbox, report)
    }

    func convert(_ arrivals: [any StagedFile]) throws(Fault) -> Conversion {
        for file in arrivals {
            report.file = file.name
            try convert(file)
        }
        let tally = report.tally
        guard tally.accepted == 0 else { return Conversion() }
        return Conversion(
            nothingToDeliver: tally.read == 0
                ? "There is not one message in it." : "No message of \(grouped(tally.read)) can be delivered.")
    }

    private func convert(_ file: any StagedFile) throws(Fault) {
        if file.size == 0 { return }
        let passing = EDIPassing(settings, judge, facts.selection)
        try passing.judge(file, report)
        try deliver(file, passing)
        try reject(file, passing)
    }

    private func deliver(_ file: any StagedFile, _ passing: EDIPassing) throws(Fault) {
        guard passing.delivered > 0 else { return }
        output += 1
        let sink = try outbox.open(.delivery, suffix: "edi", from: file.name)
        let name = outbox.name(of: sink)
        guard name.utf8.count <= settings.nameLimit else {
            throw Fault(
                .ediNameLong, .stop,
                "A file would be called '\(PlacePath.readable(name))': \(name.utf8.count) bytes, and at most "
                    + "\(settings.nameLimit) are taken. Nothing was sent.", context: ["name": PlacePath.readable(name)])
        }
        if passing.isUntouched {
            try file.eachChunk { chunk throws(Fault) in
                try sink.write(chunk)
                return .more
            }
        } else {
            try rewrite(file, to: sink) { passing.fates[$0] == .deliver }
            report.remark(
                "\(file.name): \(grouped(passing.delivered)) of \(counted(passing.fates.count, "message")) delivered; the "
                    + "envelope was rewritten, the original is kept.")
        }
        try outbox.finish(sink)
        report.tally.controls.append(
            ControlTotal(output: output, name: "messages", total: Decimal(whole: passing.delivered)))
        for (currency, sum) in passing.sums.sorted(by: { $0.key < $1.key }) {
            report.tally.controls.append(ControlTotal(output: output, name: currency.code, total: sum))
        }
    }

    /// An interchange of its own for every one that lost messages: it can be run again as it is.
    private func reject(_ file: any StagedFile, _ passing: EDIPassing) throws(Fault) {
        guard passing.fates.contains(where: { $0 == .reject || $0 == .hold }) else { return }
        let sink = try outbox.open(.rejects, suffix: "edi", from: file.name)
        try rewrite(file, to: sink, withStrays: true) { passing.fates[$0] == .reject || passing.fates[$0] == .hold }
        try outbox.finish(sink)
    }

    private func rewrite(
        _ file: any StagedFile, to sink: any ByteSink, withStrays: Bool = false, keeping: (Int) -> Bool
    ) throws(Fault) {
        var rewriter = EDIRewriter(to: sink)
        var index = 0
        try EDIFile.read(file, EDIReader(.tolerant, checksStructure: false), Report(keptPerRule: 0)) {
            event, _ throws(Fault) in
            guard case .message(let message) = copy event else {
                try rewriter.take(event)
                return .more
            }
            let keeps = keeping(index)
            index += 1
            if keeps, withStrays, message.interchange == nil { try sink.write(message.raw) }
            try rewriter.take(event, keeping: keeps)
            return .more
        }
    }
}
