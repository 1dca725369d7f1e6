import Exchange
import Formats
import Rules

/// Reads and maps each row once, holds it against the rules that concern it alone, and puts it into the spool with its
/// identifiers in an index: what must be known before anything can be decided.
struct UserGathering {
    let layout: UserLayout
    let policies: UserPolicies
    let spool: UserSpool
    let report: Report
    let facts: RunFacts
    let names: [String?]
    /// Codes that no lookup table knows.
    let codes = NewCodes()
    private(set) var rules: UserRules
    private(set) var table = UserTable()
    private(set) var people = IdentifierIndex()
    private(set) var identifiers = IdentifierIndex()
    private(set) var openBlanks: [UInt32] = []
    /// Rejected rows of which not even the person is known.
    private(set) var nameless = 0
    /// The arrivals' tables, which know how rejects are written; one for each that has columns at all.
    private(set) var tables: [Int: any Table] = [:]
    /// Files whose last row was cut off: damaged, and without an end of line.
    private(set) var cut: [String] = []
    private let hash = ByteHash()
    private let identifierSlots: [Int]
    private let primary: Int?
    private let hasOpenBlanks: Bool
    private var mapping: UserMapping?
    private var fileNumber = 0
    /// What the last row of a file looked like, until the next comes.
    private var lastRow = (isSound: true, isEnded: true)

    init(
        _ layout: UserLayout, _ policies: UserPolicies, _ rules: UserRules, _ facts: RunFacts, _ spool: any Spool,
        names: [String], _ report: Report
    ) {
        self.layout = layout
        self.policies = policies
        self.rules = rules
        self.facts = facts
        self.report = report
        self.names = names.count > 1 ? names.map { PlacePath.readable($0) } : [nil]
        self.spool = UserSpool(spool)
        identifierSlots = layout.identifierSlots
        primary = layout.primarySlot
        hasOpenBlanks = layout.slots.contains { $0.rule.blank != .clear }
    }

    /// Reads one file, of which `done` of `total` bytes went before; through `widened` where there are programs outside.
    mutating func read(
        _ file: any StagedFile, _ number: Int, with table: any Table, _ widened: OutsideTable?, after done: Int,
        of total: Int
    ) throws(Fault) {
        let before = report.tally.read
        report.file = PlacePath.readable(file.name)
        defer { report.file = nil }
        fileNumber = number
        mapping = nil
        lastRow = (true, true)
        do throws(Fault) { try readTable(file, table, widened, after: done, of: total) } catch {
            throw error.about(file)
        }
        tables[number] = table
        if report.tally.read == before { sayEmpty(file) }
        if table.hasLineEnds && !lastRow.isSound && !lastRow.isEnded { cut.append(PlacePath.readable(file.name)) }
    }

    /// Gives the index away: settling sorts and changes it, and two of them would be one too many.
    mutating func handOver() -> (
        table: UserTable, people: IdentifierIndex, identifiers: IdentifierIndex, openBlanks: [UInt32]
    ) {
        let given = (table, people, identifiers, openBlanks)
        table = UserTable()
        people = IdentifierIndex()
        identifiers = IdentifierIndex()
        openBlanks = []
        return given
    }

    private mutating func readTable(
        _ file: any StagedFile, _ table: any Table, _ widened: OutsideTable?, after done: Int, of total: Int
    ) throws(Fault) {
        let report = report
        let reader: any Table = if let widened { widened } else { table }
        var bytes = done
        try file.eachChunk { chunk throws(Fault) in
            let demand = try reader.read(chunk, report: report) { row, position throws(Fault) in
                try self.take(row, position, reader.header)
                return .more
            }
            bytes += chunk.byteCount
            report.onProgress?(Progress(records: report.tally.read, bytes: bytes, total: total))
            return demand
        }
        try reader.finish(report: report) { row, position throws(Fault) in
            try self.take(row, position, reader.header)
            return .more
        }
    }

    private mutating func take(
        _ row: borrowing TableRow, _ position: Position, _ header: @autoclosure () -> TableHeader?
    ) throws(Fault) {
        report.tally.read += 1
        var head = UserHead(position, length: row.raw.count, file: fileNumber)
        lastRow = (row.isSound, row.raw.last == 0x0A || row.raw.last == 0x0D)
        guard row.isSound else {
            nameless += 1
            _ = self.table.add(try spool.append(head), .rejected)
            return
        }
        if mapping == nil, let header = header() {
            mapping = UserMapping(
                layout, policies, header, today: facts.now.date, codes: codes,
                only: facts.selection?.only)
        }
        // Taken out while it works (moved, not copied), so that its closure may change the rest. After a fault nothing
        // is read any more, so it need not be put back then.
        guard var mapping = mapping.take() else { return }
        let isMapped = try mapping.transform(row, at: position, report: report) { user, position throws(Fault) in
            head.kind = UInt16(truncatingIfNeeded: user.kind)
            head.population = UInt8(truncatingIfNeeded: user.population)
            try self.keep(user, position, &head)
        }
        if !isMapped { _ = self.table.add(try spool.append(head), .filtered) }
        self.mapping = consume mapping
    }

    private mutating func keep(
        _ user: borrowing UserRecord, _ position: Position, _ head: inout UserHead
    ) throws(Fault) {
        let isGood = rules.check(user, at: position, report: report) && user.isSound
        if user.glance.isPlain { head.flags.insert(.plain) }
        let state: UserTable.State = isGood ? .accepted : .rejected
        let row = table.add(try spool.append(head, user), state)
        index(user, row, state)
    }

    private mutating func index(_ user: borrowing UserRecord, _ row: Int, _ state: UserTable.State) {
        guard let primary, isNamed(user, primary, state) else {
            if state == .rejected { nameless += 1 }
            return
        }
        for slot in identifierSlots where !user.isBlank(slot) {
            let sum = user.with(slot) { hash.folded($0) }
            if slot == primary {
                if policies.several != nil { people.add(sum, row: row, slot: slot) }
            }
            if state == .accepted { identifiers.add(sum, row: row, slot: slot) }
        }
        if hasOpenBlanks, state == .accepted, rules.hasOpenBlank(user) {
            openBlanks.append(UInt32(truncatingIfNeeded: row))
        }
    }

    /// Whether the row says whose it is. A rejected one with a primary id that is itself wrong does not: that person would
    /// be taken for missing.
    private func isNamed(_ user: borrowing UserRecord, _ primary: Int, _ state: UserTable.State) -> Bool {
        if !user.isNamed || user.isBlank(primary) { return false }
        guard state == .rejected else { return true }
        return user.with(primary) { UserValue.problem($0, layout.slots[primary].element, .iso) == nil }
    }

    private func sayEmpty(_ file: any StagedFile) {
        report.add(
            Finding(
                .error, .sisNoRecords, Position(), "\(PlacePath.readable(file.name)) has a header but no records."))
    }
}
