import Exchange

/// A cover sheet as text for a terminal or a printer.
struct CoverText {
    private let sheet: CoverSheet
    private let sink: any ByteSink

    init(_ sheet: CoverSheet, _ sink: any ByteSink) {
        self.sheet = sheet
        self.sink = sink
    }

    func write(_ spool: CoverSpool, _ others: [String]) throws(Fault) {
        let totals = sheet.totals
        try line("COVER SHEET  \(sheet.facts.profile.profile)  run \(sheet.facts.run)  \(sheet.day)")
        try line(counted(totals.records, sheet.words.record) + " to be sent.")
        for other in others { try line(other) }
        try section("Total", totals.currencies)
        try section("By \(sheet.words.party)", totals.parties)
        try section("By \(sheet.words.account)", totals.accounts)
        try line("")
        try line("Each \(sheet.words.record)")
        try spool.each { entry throws(Fault) in try write(entry) }
    }

    private func section(_ title: String, _ lines: [CoverTotals.Line]) throws(Fault) {
        try line("")
        try line(title)
        for total in lines {
            let name = [total.code, total.name].filter { !$0.isEmpty }.map { PlacePath.readable($0) }
            try line(CoverText.row(name.joined(separator: "  "), CoverText.amount(total), total.count))
        }
    }

    private func write(_ entry: CoverSheet.Entry) throws(Fault) {
        let name = [entry.number, entry.party, entry.day, entry.id].filter { !$0.isEmpty }.map {
            PlacePath.readable($0)
        }
        try line(CoverText.row(name.joined(separator: "  "), entry.money.description, nil))
        for share in entry.shares {
            let money = Money(share.amount, entry.money.currency).description
            try line(CoverText.row("    " + PlacePath.readable(share.account), money, nil))
        }
    }

    static func amount(_ line: CoverTotals.Line) -> String {
        line.sum.map { Money($0, line.currency).description } ?? "\(line.currency) (too large to add up)"
    }

    /// The amount ends in column 72.
    private static func row(_ name: String, _ amount: String, _ count: Int?) -> String {
        let gap = max(2, 70 - name.count - amount.count)
        let number = count.map { "  (\(grouped($0)))" } ?? ""
        return "  " + name + String(repeating: " ", count: gap) + amount + number
    }

    private func line(_ text: String) throws(Fault) { try sink.write(Array(text.utf8) + [0x0A]) }
}
