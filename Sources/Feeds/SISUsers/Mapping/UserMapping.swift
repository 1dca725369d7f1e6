import Exchange
import Formats
import Rules

/// Rows to users: each slot by its rule. Dates come out as ISO 8601. Blanks around a value are taken off unless the rule
/// says otherwise; a value of nothing but blanks is blank.
///
/// Answers false for a row that the profile leaves out.
struct UserMapping: Transformer {
    /// A slot that is no plain cell.
    private enum Way {
        case date(slot: Int, cell: Int, DateLayout)
        case rule(slot: Int, CompiledRule, isMoment: Bool)

        var slot: Int {
            switch self {
            case .date(let slot, _, _), .rule(let slot, _, _): slot
            }
        }
    }

    private let layout: UserLayout
    private let several: SeveralRows?
    private let today: CivilDate
    private let codes: NewCodes
    /// Most slots are cells, taken as they stand: slot and column, as plain numbers.
    private let cells: [(slot: Int, cell: Int)]
    private let others: [Way]
    private let kind: CompiledRule?
    private let choices: UserChoices
    private let needsCells: Bool
    /// Only these are asked for, by their primary ids in small letters (the case of theirs never counts); the rest is left out before anything is said about it.
    private let only: Set<String>?
    /// The primary id is a plain cell: it is there before any rule is asked.
    private let namesPlainly: Bool
    private var user: UserRecord
    private var places: [Range<Int>] = []
    private var scratch: [UInt8] = []

    /// The header has every column the layout names; the reader has seen to it.
    init(
        _ layout: UserLayout, _ policies: UserPolicies, _ header: TableHeader, today: CivilDate, codes: NewCodes,
        only: Set<String>? = nil
    ) {
        func place(_ name: String) -> Int? { header[name] }
        self.layout = layout
        several = policies.several
        self.today = today
        self.codes = codes
        self.only = only.map { Set($0.map { $0.lowercased() }) }
        var cells: [(Int, Int)] = []
        var others: [Way] = []
        for (number, slot) in layout.slots.enumerated() {
            let plain = slot.rule.plainColumn.flatMap { header[$0] }
            switch (slot.element.kind, plain) {
            case (.date, let cell?): others.append(.date(slot: number, cell: cell, slot.rule.date ?? .iso))
            case (.text, let cell?), (.boolean, let cell?): cells.append((number, cell))
            default:
                let isMoment = slot.element.kind == .moment
                others.append(.rule(slot: number, slot.rule.compiled(place), isMoment: isMoment))
            }
        }
        self.cells = cells
        namesPlainly = only != nil && cells.contains { $0.0 == layout.primarySlot }
        // Who it is comes first: what is said of other values names the user.
        self.others = others.filter { $0.slot == layout.primarySlot } + others.filter { $0.slot != layout.primarySlot }
        kind = several?.by.compiled(place)
        choices = UserChoices(layout, policies, place)
        let hasRules = others.contains { if case .rule = $0 { true } else { false } }
        needsCells = hasRules || kind != nil || !choices.isEmpty
        user = UserRecord(slots: layout.slots.count)
    }

    mutating func transform(
        _ input: borrowing TableRow, at position: Position, report: Report,
        _ emit: (borrowing UserRecord, Position) throws(Fault) -> Void
    ) throws(Fault) -> Bool {
        var isWanted = true
        try input.withText { (text: UnsafeBufferPointer<UInt8>) throws(Fault) in
            isWanted = map(text, input, position, report)
        }
        guard isWanted else { return false }
        user.close()
        try emit(user, position)
        return true
    }

    private mutating func map(
        _ text: UnsafeBufferPointer<UInt8>, _ input: borrowing TableRow, _ position: Position, _ report: Report
    ) -> Bool {
        if needsCells, !prepare(text, input) { return false }
        // The row is copied as a whole (without its line end, which would look suspicious to the rules): one copy is
        // cheaper than one for each cell. What rules make goes behind it.
        user.clear()
        user.bytes.append(
            contentsOf: UnsafeBufferPointer(rebasing: text[..<input.range(input.count - 1).upperBound]))
        user.ranges.withUnsafeMutableBufferPointer { ranges in
            for (slot, cell) in cells { ranges[slot] = Blanks.trimmed(text, input.range(cell)) }
        }
        if namesPlainly, !isAsked { return false }
        for way in others {
            switch way {
            case .date(let slot, let cell, let layout):
                rewrite(text, Blanks.trimmed(text, input.range(cell)), slot, layout, position, report)
            case .rule(let slot, let rule, let isMoment): evaluate(rule, slot, isMoment, text, position, report)
            }
            if only != nil, way.slot == layout.primarySlot, !isAsked { return false }
        }
        if needsCells { choose(text) }
        return true
    }

    /// Whether the run asks for this one, or nobody can tell who it is; once the primary id is there.
    private var isAsked: Bool {
        guard let only, let primary = layout.primarySlot, user.isNamed, !user.isBlank(primary) else { return true }
        return only.contains(user.text(primary).lowercased())
    }

    /// Lays out the cells for rules; false where the row is to be left out.
    private mutating func prepare(_ text: UnsafeBufferPointer<UInt8>, _ input: borrowing TableRow) -> Bool {
        places.removeAll(keepingCapacity: true)
        for cell in 0..<input.count { places.append(input.range(cell)) }
        return places.withUnsafeBufferPointer { places in
            choices.wants(RuleCells(text: text, ranges: places), today)
        }
    }

    /// What the row as a whole says: which parts are left out, what kind of row it is.
    private mutating func choose(_ text: UnsafeBufferPointer<UInt8>) {
        let (choices, today, codes, kind, several) = (choices, today, codes, kind, several)
        scratch.removeAll(keepingCapacity: true)
        places.withUnsafeBufferPointer { places in
            let cells = RuleCells(text: text, ranges: places)
            choices.leaveOut(cells, today, &user.ranges)
            user.population = choices.population(cells, today)
            guard let kind, let several else { return }
            user.kind = 0
            if case .value = kind.evaluate(cells, today: today, codes: codes, into: &scratch) {
                user.kind = scratch.withUnsafeBufferPointer { several.kind(of: $0) }
            }
        }
    }

    private mutating func evaluate(
        _ rule: CompiledRule, _ slot: Int, _ isMoment: Bool, _ text: UnsafeBufferPointer<UInt8>, _ position: Position,
        _ report: Report
    ) {
        let start = user.bytes.count
        let outcome = places.withUnsafeBufferPointer { places in
            rule.evaluate(
                RuleCells(text: text, ranges: places), today: today, codes: codes, into: &user.bytes)
        }
        switch outcome {
        case .blank: user.ranges[slot] = 0..<0
        case .value:
            if isMoment { finishMoment(slot, from: start, position, report) }
            user.ranges[slot] = start..<user.bytes.count
        case .problem(let problem):
            let target = layout.slots[slot]
            spoil(slot)
            report.add(
                Finding(
                    .error, problem.code, position.at(problem.column ?? target.path),
                    "\(target.path): the value \(problem.words).", subject: layout.subject(of: user)))
        }
    }

    /// A day becomes its first moment (`xs:dateTime`).
    private mutating func finishMoment(_ slot: Int, from start: Int, _ position: Position, _ report: Report) {
        let date = user.bytes.withUnsafeBufferPointer {
            DateLayout.iso.date(UnsafeBufferPointer(rebasing: $0[start...]))
        }
        if date == nil {
            sayNoDate(slot, .iso, position, report)
        } else {
            user.bytes.append(contentsOf: "T00:00:00Z".utf8)
        }
    }

    private mutating func rewrite(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ slot: Int, _ layout: DateLayout,
        _ position: Position, _ report: Report
    ) {
        user.ranges[slot] = range
        if range.isEmpty { return }
        guard let date = layout.date(UnsafeBufferPointer(rebasing: text[range])) else {
            return sayNoDate(slot, layout, position, report)
        }
        if layout.isISO { return }
        let start = user.bytes.count
        date.append(to: &user.bytes)
        user.ranges[slot] = start..<user.bytes.count
    }

    private mutating func sayNoDate(_ slot: Int, _ layout: DateLayout, _ position: Position, _ report: Report) {
        let target = self.layout.slots[slot]
        spoil(slot)
        report.add(
            Finding(
                .error, .sisDate, position.at(target.rule.column ?? target.path),
                "\(target.path): the value in column '\(target.rule.column ?? "")' is no date as \(layout).",
                subject: self.layout.subject(of: user)))
    }

    /// Wrong is not blank: the rules have nothing to add about this value.
    private mutating func spoil(_ slot: Int) {
        let start = user.bytes.count
        user.bytes.append(0x3F)
        user.ranges[slot] = start..<start + 1
        user.isSound = false
        if slot == layout.primarySlot { user.isNamed = false }
    }
}
