import Exchange
import Formats

/// Decides what becomes of the rows of a load where they have to do with each other: rows of one person, blanks that
/// the last load fills, identifiers that somebody has already. Works on the index; only rows in question are looked at.
struct UserSettling {
    let layout: UserLayout
    let policies: UserPolicies
    let spool: UserSpool
    let report: Report
    /// The arrivals' names, for findings; where there are several.
    let files: [String?]
    let last: LastLoad?
    var rules: UserRules
    var table: UserTable
    var people: IdentifierIndex
    var identifiers: IdentifierIndex
    /// Rows with a blank whose policy asks for something.
    var openBlanks: [UInt32]
    /// How many values were sent again, by slot.
    var resent: [Int: Int] = [:]
    var window: UserWindow
    let hash = ByteHash()

    /// Takes the index from what was gathered.
    init(_ gathered: inout UserGathering, _ last: LastLoad?) {
        layout = gathered.layout
        policies = gathered.policies
        spool = gathered.spool
        report = gathered.report
        files = gathered.names
        self.last = last
        rules = gathered.rules
        (table, people, identifiers, openBlanks) = gathered.handOver()
        window = .single(gathered.spool, slots: layout.slots.count)
    }

    mutating func settle() throws(Fault) {
        if let several = policies.several { try settlePeople(several) }
        try settleBlanks()
        try settleIdentifiers()
        if policies.several != nil { try rejectTogether() }
        people.removeAll()
        identifiers.removeAll()
    }

    /// Only the first so many go on.
    mutating func limit(to most: Int?) {
        guard let most else { return }
        var taken = 0
        for row in 0..<table.count where table.state(row) == .accepted {
            taken += 1
            if taken > most { table.set(row, .filtered) }
        }
    }

    /// Marks an identifier in the index as put there while settling: the row's earlier ones no longer count.
    static let settled: UInt32 = 1 << 31

    /// The row has new values now.
    mutating func replace(_ row: Int, _ user: borrowing UserRecord, _ head: UserHead) throws(Fault) {
        var head = head
        head.flags = head.flags.subtracting([.plain])
        if user.glance.isPlain { head.flags.insert(.plain) }
        table.replace(row, by: try spool.append(head, user))
        for slot in layout.identifierSlots where !user.isBlank(slot) {
            identifiers.add(
                user.with(slot) { hash.folded($0) }, row: row, slot: slot | Int(UserSettling.settled))
        }
    }

    mutating func reject(_ row: Int, _ code: Code, _ path: String, _ words: String) throws(Fault) {
        try window.load(table.offsets[row])
        table.set(row, .rejected)
        report.add(
            Finding(.error, code, position(window.head, path), words, subject: layout.subject(of: window.user)))
    }

    func position(_ head: UserHead, _ path: String) -> Position {
        head.position(in: files[Int(head.file)]).at(path)
    }

    /// `line 12`, with the file where there are several.
    func place(_ head: UserHead) -> String {
        let line = "line \(grouped(Int(head.line)))"
        return files.count > 1 ? "\(line) of \(files[Int(head.file)] ?? "")" : line
    }
}
