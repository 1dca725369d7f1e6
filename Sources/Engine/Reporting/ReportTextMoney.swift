import Exchange

extension ReportText {
    /// Where the money went: for each currency both sides of one equation, then what stands in the files.
    var money: [Line] {
        guard let books = report.counts.money else { return [] }
        var lines = [Line.blank, Line(.heading, "Money")]
        for (currency, account) in books.accounts.sorted(by: { $0.key < $1.key }) {
            lines += Line.paragraph(.plain, 2, MoneyWords.equation(currency, account), lead: "")
        }
        if books.unreadable > 0 {
            lines.append(
                Line(
                    .plain, "  \(counted(books.unreadable, "record")) without an amount that could be read, not counted"
                ))
        }
        for (output, totals) in MoneyWords.controls(report.counts.controls ?? []) {
            let name =
                report.deliveries.indices.contains(output - 1) ? report.deliveries[output - 1].target : "\(output)"
            lines += Line.paragraph(.detail, 4, "control totals of \(name): \(totals)", lead: "")
        }
        return lines
    }
}

/// Books of money in words.
enum MoneyWords {
    /// `USD 42,018.88 read = 41,207.13 delivered + 811.75 rejected`.
    static func equation(_ currency: Currency, _ account: MoneyBooks.Account) -> String {
        func words(_ amount: Decimal) -> String { amount.grouped(digits: currency.digits) }
        var right = ["\(words(account[.delivered])) delivered"]
        for (fate, name) in [(MoneyBooks.Fate.held, "held"), (.rejected, "rejected"), (.filtered, "left out")] {
            if account.fates[fate] != nil { right.append("\(words(account[fate])) \(name)") }
        }
        return "\(currency) \(words(account.read)) read = \(right.joined(separator: " + "))"
    }

    /// `$41,207.13 of $42,018.88`, for a line of the morning page: `USD 41,207.13 of 42,018.88`; all of it without the rest.
    static func brief(_ books: MoneyBooks) -> String? {
        let parts = books.accounts.sorted { $0.key < $1.key }.map { currency, account in
            let sent = "\(currency) \(account[.delivered].grouped(digits: currency.digits))"
            return account[.delivered] == account.read
                ? sent : "\(sent) of \(account.read.grouped(digits: currency.digits))"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func words(_ control: ControlTotal) -> String {
        guard let code = control.currency else { return "\(control.name) \(control.total.grouped(digits: 0))" }
        return "\(control.name) \(code) \(control.total.grouped(digits: Currency(code)?.digits ?? 0))"
    }

    static func controls(_ totals: [ControlTotal]) -> [(output: Int, words: String)] {
        var order: [Int] = []
        var words: [Int: [String]] = [:]
        for total in totals {
            if words[total.output] == nil { order.append(total.output) }
            words[total.output, default: []].append(MoneyWords.words(total))
        }
        return order.map { ($0, words[$0, default: []].joined(separator: ", ")) }
    }
}
