import Exchange

/// The tests of a condition, bound to the columns of one source.
indirect enum CompiledTest {
    case among(Int, [[UInt8]])
    case matches(Int, CompiledPattern)
    case blank(Int)
    case before(Int, Condition.Day, DateLayout)
    case after(Int, Condition.Day, DateLayout)
    case compares(Int, Condition.Comparison, Decimal)
    case all([CompiledTest])
    case any([CompiledTest])
    case none([CompiledTest])

    init(_ condition: Condition, _ place: (String) -> Int?) {
        switch condition {
        case .among(let column, let texts): self = .among(place(column) ?? -1, texts.map { Array($0.utf8) })
        case .matches(let column, let text):
            self = .matches(place(column) ?? -1, CompiledPattern(ValuePattern(text: text, take: nil)))
        case .blank(let column): self = .blank(place(column) ?? -1)
        case .before(let column, let day, let layout): self = .before(place(column) ?? -1, day, layout)
        case .after(let column, let day, let layout): self = .after(place(column) ?? -1, day, layout)
        case .compares(let column, let how, let limit): self = .compares(place(column) ?? -1, how, limit)
        case .all(let inner): self = .all(inner.map { CompiledTest($0, place) })
        case .any(let inner): self = .any(inner.map { CompiledTest($0, place) })
        case .none(let inner): self = .none(inner.map { CompiledTest($0, place) })
        }
    }

    func holds(_ cells: RuleCells, today: CivilDate) -> Bool {
        switch self {
        case .among(let cell, let texts):
            let found = cells.cell(cell)
            return texts.contains { $0.count == found.count && $0.elementsEqual(found) }
        case .matches(let cell, let pattern): return pattern.matches(cells.cell(cell))
        case .blank(let cell): return cells.cell(cell).isEmpty
        case .before(let cell, let day, let layout):
            guard let date = layout.date(cells.cell(cell)), let limit = day.date(today) else { return false }
            return date < limit
        case .after(let cell, let day, let layout):
            guard let date = layout.date(cells.cell(cell)), let limit = day.date(today) else { return false }
            return date > limit
        case .compares(let cell, let how, let limit):
            guard case .success(let number) = DecimalReading.plain.read(cells.cell(cell)) else { return false }
            return how.holds(number, limit)
        case .all(let inner): return inner.allSatisfy { $0.holds(cells, today: today) }
        case .any(let inner): return inner.contains { $0.holds(cells, today: today) }
        case .none(let inner): return !inner.contains { $0.holds(cells, today: today) }
        }
    }
}

extension Condition.Day {
    fileprivate func date(_ today: CivilDate) -> CivilDate? {
        switch self {
        case .run(let span): today.adding(span)
        case .fixed(let date): date
        }
    }
}
