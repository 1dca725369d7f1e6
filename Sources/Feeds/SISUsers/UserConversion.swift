import Exchange
import Formats
import Rules

/// One load on its way: gather, settle, write.
struct UserConversion {
    private let feed: SISUsersFeed
    private let facts: RunFacts
    private let outbox: any Outbox
    private let notebook: any Notebook
    private let outside: (any OutsideTransformer)?
    private let report: Report

    init(
        _ feed: SISUsersFeed, _ facts: RunFacts, _ outbox: any Outbox, _ notebook: any Notebook,
        _ outside: (any OutsideTransformer)?, _ report: Report
    ) {
        self.feed = feed
        self.facts = facts
        self.outbox = outbox
        self.notebook = notebook
        self.outside = outside
        self.report = report
    }

    func run(_ arrivals: [any StagedFile]) throws(Fault) -> Conversion {
        var gathered = try gather(arrivals)
        let baseline = try notebook.baseline()
        var last: LastLoad?
        if let baseline { last = try LastLoad(baseline, feed.layout) }
        var settling = UserSettling(&gathered, last)
        try settling.settle()
        settling.limit(to: facts.selection?.limit)
        try RejectedRows(gathered, settling.table, arrivals).write(to: outbox)
        var emission = try UserEmission(settling, gathered, outbox)
        let comparison = try emission.run(outbox)
        count(settling.table, emission)
        say(settling, gathered)
        return Conversion(
            nothingToDeliver: emptiness, comparison: comparison, alarms: alarms(gathered, emission, comparison))
    }

    private func gather(_ arrivals: [any StagedFile]) throws(Fault) -> UserGathering {
        var gathering = UserGathering(
            feed.layout, feed.policies, UserRules(feed.layout, feed.pack, today: facts.now.date), facts,
            try outbox.spool(), names: arrivals.map(\.name), report)
        let total = arrivals.reduce(0) { $0 + $1.size }
        var done = 0
        for (number, file) in arrivals.enumerated() {
            let columns = feed.layout.columns
            let table = feed.format.table(needs: OutsideTable.needs(columns, before: outside))
            let widened = outside.map { OutsideTable(table, $0, needs: columns) }
            try gathering.read(file, number, with: table, widened, after: done, of: total)
            done += file.size
        }
        return gathering
    }

    private func count(_ table: UserTable, _ emission: UserEmission) {
        report.tally.accepted = emission.accepted + emission.expired
        // Beside what programs outside have added and left out.
        report.tally.added += emission.expired
        report.tally.rejected = table.count(.rejected)
        report.tally.merged = table.count(.merged)
        report.tally.filtered += table.count(.filtered)
    }

    private func say(_ settling: UserSettling, _ gathered: UserGathering) {
        for (slot, count) in settling.resent.sorted(by: { $0.key < $1.key }) {
            let target = feed.layout.slots[slot]
            report.add(
                Finding(
                    .note, .sisResent, Position(path: target.rule.column ?? target.path),
                    "\(target.path): blank for \(counted(count, "user")); the last delivered value was sent "
                        + "again."))
        }
        for code in gathered.codes.all { report.add(code) }
    }

    private func alarms(
        _ gathered: UserGathering, _ emission: UserEmission, _ comparison: Comparison?
    ) -> [Finding] {
        var alarms = gathered.cut.map { name in
            Finding(.error, .sisTruncated, Position(), "The last row of \(name) is damaged and has no end of line.")
        }
        let missing = emission.protectedMissing
        if let list = feed.policies.protected, !missing.isEmpty, facts.selection == nil {
            alarms.append(
                Finding(
                    .error, .sisProtected, Position(),
                    "\(grouped(missing.count)) of \(grouped(list.identifiers.count)) people in \(list.name) would not be in this load."
                ))
            sayWho(missing, list.name)
        }
        return alarms
    }

    /// Identifiers stand in the report alone, called what the institution lets it call them: an alarm's words go into
    /// the ledger as well.
    private func sayWho(_ missing: [String], _ list: String) {
        let names = missing.prefix(UserConversion.shownProtected).compactMap(report.naming)
        if names.isEmpty { return }
        let more = missing.count - names.count
        report.remark(
            "In \(list), and not in this load: \(names.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "").")
    }

    private static let shownProtected = 20

    /// Why there is nothing to deliver, if so.
    private var emptiness: String? {
        let tally = report.tally
        if tally.accepted > 0 { return nil }
        if tally.read == 0 { return "The file has no records, only a header." }
        if tally.rejected == 0 {
            return "None of \(counted(tally.read, "record")) is wanted by this profile; nothing was sent."
        }
        return "None of \(counted(tally.read, "record")) could be accepted; nothing was sent."
    }
}
