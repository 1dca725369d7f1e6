import Exchange
import Rules

/// Makes the text of one value after the other, in the target's encoding, cut and filled up as the layout says.
final class TargetPen {
    let layout: Layout
    let shape: RecordShape
    let today: CivilDate
    let codes = NewCodes()
    var sequences: [String: Int] = [:]
    /// What the record being written is made of.
    var store: TargetStore
    /// Its cells, while it is being written.
    var lent = TargetCells.none
    /// Of the file being written; `counts` of a record are not in it before the record is.
    var counts: TargetCounts
    var problems: [TargetProblem] = []
    /// The value just made, without quotes or escapes around it.
    private(set) var text: [UInt8] = []
    private var raw: [UInt8] = []

    init(_ plan: TargetPlan, _ today: CivilDate) {
        layout = plan.layout
        shape = plan.shape
        self.today = today
        store = TargetStore(plan.shape)
        counts = TargetCounts(levels: plan.shape.levels.count)
    }

    /// Makes the value for an entry, or for the file. Answers whether there is one; problems are noted.
    func make(_ cell: TargetCell, _ entry: Int?) -> Bool {
        text.removeAll(keepingCapacity: true)
        raw.removeAll(keepingCapacity: true)
        if !cell.parts.isEmpty { return join(cell, entry) }
        let before = problems.count
        guard source(cell, entry.map { lent[$0] } ?? TargetCells.none[0], entry) else {
            if cell.field.isRequired, problems.count == before {
                problem(.targetRequired, cell, entry, "has no value, and the layout requires one")
            }
            fill(cell, from: 0, with: 0x20)
            return false
        }
        if let place = layout.letters.append(raw[...], to: &text) {
            text.removeAll(keepingCapacity: true)
            problem(
                .targetCharacter, cell, entry,
                "has a character that \(layout.letters.encoding.rawValue) cannot carry (at place \(place) of the value)"
            )
            return true
        }
        fit(cell, entry)
        return true
    }

    private func join(_ cell: TargetCell, _ entry: Int?) -> Bool {
        var joined: [UInt8] = []
        var has = false
        for part in cell.parts {
            if make(part, entry) { has = true }
            joined.append(contentsOf: text)
        }
        text = joined
        if !has, cell.field.isRequired {
            problem(.targetRequired, cell, entry, "has no value, and the layout requires one")
        }
        if has { fit(cell, entry) } else { fill(cell, from: layout.letters.count(text[...]), with: 0x20) }
        return has
    }

    /// Cuts or fills.
    private func fit(_ cell: TargetCell, _ entry: Int?) {
        let most = min(cell.field.width ?? Int.max, cell.field.longest ?? Int.max)
        if most == Int.max { return }
        let count = layout.letters.count(text[...])
        if count > most {
            guard cell.field.isCut else {
                problem(.targetLength, cell, entry, "has \(count) characters, and \(most) have room")
                return
            }
            text.removeSubrange(layout.letters.bytes(of: text[...], first: most)...)
        }
        fill(cell, from: min(count, most), with: cell.field.pad)
    }

    private func fill(_ cell: TargetCell, from count: Int, with byte: UInt8) {
        guard let width = cell.field.width, count < width else { return }
        let padding = repeatElement(byte, count: width - count)
        if cell.field.alignment == .left {
            text.append(contentsOf: padding)
        } else {
            text.insert(contentsOf: padding, at: 0)
        }
    }

    /// Puts the value into `raw`, in UTF-8; false where it is blank, and where there is a problem.
    private func source(_ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> Bool {
        switch cell.field.source {
        case .rule:
            guard rule(cell, cells, entry) else { return false }
            if cell.field.date != nil { return date(cell, entry) }
            return cell.column == nil && cell.field.number == nil ? true : number(cell, cells, entry)
        case .constant(let bytes):
            raw.append(contentsOf: bytes)
            return cell.field.number == nil || bytes.isEmpty ? !bytes.isEmpty : number(cell, cells, entry)
        case .count(let count): return put(Decimal(whole: self.count(count, entry)), cell, cells, entry)
        case .total: return total(cell, cells, entry)
        case .counter(let level, let isWithin):
            return put(Decimal(whole: counter(level, isWithin, entry)), cell, cells, entry)
        case .sequence(let name): return put(Decimal(whole: sequences[name] ?? 0), cell, cells, entry)
        case .term(let term):
            guard let day = day(term.field, cell, cells, entry) else { return false }
            term.append(day, to: &raw)
            return true
        case .join: return false
        case .due(let due):
            guard let day = day(due.field, cell, cells, entry).flatMap({ due.date($0) }) else { return false }
            day.append(to: &raw)
            return cell.field.date == nil ? true : date(cell, entry)
        }
    }

    private func total(_ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> Bool {
        guard let total = cell.total else { return false }
        let sum = entry == nil ? counts.totals[total] ?? .zero : self.sum(total)
        if let sum { return put(sum, cell, cells, entry) }
        problem(.targetNumber, cell, entry, "cannot be added up: an amount is no number")
        return false
    }

    private func rule(_ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> Bool {
        guard let rule = cell.rule else { return false }
        switch rule.evaluate(cells, today: today, codes: codes, into: &raw) {
        case .value: return true
        case .blank: return false
        case .problem(let found):
            problems.append(
                TargetProblem(found.code, field: cell.field.name, place: place(entry), found.words))
            return false
        }
    }

    /// The day a term or due date is made of; nil where the field is blank or holds no date.
    private func day(_ field: Int?, _ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> CivilDate? {
        guard let field else { return today }
        let text = cells.cell(field)
        let day = DateLayout.iso.date(text)
        if day == nil, !text.isEmpty {
            problem(.targetDate, cell, entry, "is made of \(shape.fields[field].name), which is no date as YYYY-MM-DD")
        }
        return day
    }

    private func date(_ cell: TargetCell, _ entry: Int?) -> Bool {
        guard let layout = cell.field.date else { return true }
        guard let day = raw.withUnsafeBufferPointer({ DateLayout.iso.date($0) }) else {
            problem(.targetDate, cell, entry, "is no date as YYYY-MM-DD, so it cannot be written as \(layout)")
            return false
        }
        raw.removeAll(keepingCapacity: true)
        layout.append(day, to: &raw)
        return true
    }

    private func number(_ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> Bool {
        guard case .success(let number) = DecimalReading.plain.read(raw) else {
            problem(.targetNumber, cell, entry, "is no number, so it cannot be written as one")
            return false
        }
        raw.removeAll(keepingCapacity: true)
        return put(number, cell, cells, entry)
    }

    private func put(_ number: Decimal, _ cell: TargetCell, _ cells: RuleCells, _ entry: Int?) -> Bool {
        let style = cell.style
        var digits = cell.digits
        if let place = style.currency {
            let currency = Currency(String(decoding: cells.cell(place), as: UTF8.self))
            guard let currency else {
                problem(.targetNumber, cell, entry, "has no currency that would say how many digits to write")
                return false
            }
            digits = currency.digits
        }
        let zeros = cell.field.pad == 0x30 && cell.field.alignment == .right ? cell.field.width : nil
        if let found = style.append(number, digits: digits, zerosTo: zeros, to: &raw) {
            problem(.targetNumber, cell, entry, found.words)
            return false
        }
        if let column = cell.column {
            var currency = TargetCurrency.none
            // What stands once in a file is a total, and a total has one.
            if entry != nil, let place = cell.currency { currency = TargetCurrency(cells.cell(place)) }
            counts.add(style.written(number, digits: digits), to: column, currency)
        }
        return true
    }

    private func problem(_ code: Code, _ cell: TargetCell, _ entry: Int?, _ words: String) {
        problems.append(TargetProblem(code, field: cell.field.name, place: place(entry), words))
    }

    func refuse(_ code: Code, _ cell: TargetCell, _ entry: Int?, _ words: String) { problem(code, cell, entry, words) }

    func place(_ entry: Int?) -> String {
        guard let entry else { return "once in a file" }
        let found = store.entries[entry]
        let name = shape.levels[found.level].name
        return found.level == 0 ? name : "\(name) \(found.ordinal)"
    }
}
