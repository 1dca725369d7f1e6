import Exchange
import Rules

/// Counts and totals: of the file in what stands once in it, of the outermost record elsewhere.
extension TargetPen {
    func count(_ count: LayoutSource.Count, _ entry: Int?) -> Int {
        guard entry != nil else { return counts.count(count) }
        if case .level(let level) = count { return store.counts[level] }
        return 1
    }

    func counter(_ level: Int, _ isWithin: Bool, _ entry: Int?) -> Int {
        guard let entry else { return 0 }
        // Of the records around this one, the nearest of that level.
        var around = entry
        while around > 0, store.entries[around].level > level { around -= 1 }
        let ordinal = store.entries[around].ordinal
        return isWithin ? ordinal : counts.levels[level] + ordinal
    }

    /// The sum over this record; nil where an amount is no number.
    func sum(_ total: TargetTotal) -> Decimal? {
        let level = shape.level(of: total.field)
        var sum = Decimal.zero
        for (index, entry) in store.entries.enumerated() where entry.level == level {
            let cell = lent[index].cell(total.field)
            if cell.isEmpty { continue }
            guard case .success(let amount) = DecimalReading.plain.read(cell) else { return nil }
            guard let taken = total.takes(amount) else { continue }
            guard let more = sum.plus(taken) else { return nil }
            sum = more
        }
        return sum
    }

    /// The currency of what this record adds to a total; nil where it adds nothing, or the shape says nothing of it.
    /// `isOne`: there is only this one.
    func currency(of total: TargetTotal) -> (currency: TargetCurrency, isOne: Bool)? {
        guard let place = shape.currency(of: total.field) else { return nil }
        let level = shape.level(of: total.field)
        var found: TargetCurrency?
        for (index, entry) in store.entries.enumerated() where entry.level == level {
            if lent[index].cell(total.field).isEmpty { continue }
            let currency = TargetCurrency(lent[index].cell(place))
            if let found, found != currency { return (found, false) }
            found = currency
        }
        return found.map { ($0, true) }
    }

    /// The total would be of several currencies.
    func refuseCurrency(_ total: TargetTotal) {
        problems.append(
            TargetProblem(
                .targetCurrencies, field: shape.fields[total.field].name, place: place(0),
                "is in another currency than what its file adds up already"))
    }

    /// It would be counted as delivered, and nothing of it be written.
    func refuseRecord() {
        problems.append(
            TargetProblem(
                .targetNowhere, field: "the layout", place: place(0), "writes nothing of it: no condition in it holds"))
    }

    func refuse(_ total: TargetTotal) {
        problems.append(
            TargetProblem(
                .targetNumber, field: shape.fields[total.field].name, place: place(0),
                "is no number, or too large to be added to the others"))
    }
}
