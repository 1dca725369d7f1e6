import Exchange
import Rules

/// Writes a settled load, in the order of its rows: each user into the user files, into the next baseline, and, where
/// something changes, into the list of changes; then whoever was in the last load and is not in this one.
struct UserEmission {
    private let layout: UserLayout
    private let policies: UserPolicies
    private let facts: RunFacts
    private let report: Report
    private let last: LastLoad?
    private let spool: UserSpool
    private let table: UserTable
    /// Rejected rows of which not even the person is known.
    private let nameless: Int
    private let isPartial: Bool
    private let hash = ByteHash()
    private var output: UserOutput
    private var comparing: LoadComparing
    private var changes: ChangesWriter
    private var baseline: (sink: any ByteSink, writer: BaselineWriter)?
    private var unseen: ProtectedList
    private(set) var accepted = 0
    private(set) var expired = 0

    init(_ settled: UserSettling, _ gathered: UserGathering, _ outbox: any Outbox) throws(Fault) {
        layout = gathered.layout
        policies = gathered.policies
        facts = gathered.facts
        report = gathered.report
        last = settled.last
        spool = gathered.spool
        table = settled.table
        nameless = gathered.nameless
        isPartial = gathered.facts.selection != nil
        let users = table.count(.accepted)
        output = UserOutput(
            layout, facts, outbox, policies.packing, users: users,
            most: policies.missing.expires && !isPartial ? users + (settled.last?.count ?? 0) : users)
        comparing = LoadComparing(layout, isPartial ? nil : settled.last)
        changes = ChangesWriter(outbox)
        unseen = ProtectedList(policies.protected)
        if users > 0, !isPartial {
            let sink = try outbox.open(.baseline, suffix: "users")
            baseline = (sink, try BaselineWriter(sink, BaselineShape(layout, after: settled.last)))
        }
    }

    /// Answers what will change; nil for part of a load.
    mutating func run(_ outbox: any Outbox) throws(Fault) -> Comparison? {
        var window = UserWindow.inOrder(spool, slots: layout.slots.count)
        for row in 0..<table.count where table.state(row) == .accepted {
            try window.load(table.offsets[row])
            try write(window)
        }
        if accepted > 0, !isPartial { try settleOthers() }
        try output.finish()
        try changes.finish()
        if let sink = baseline?.sink { try outbox.finish(sink) }
        sayPacking()
        return isPartial || accepted == 0 ? nil : comparing.comparison(now: accepted)
    }

    private mutating func write(_ window: borrowing UserWindow) throws(Fault) {
        let body = window.body
        let change = try comparing.take(window.user, body: body)
        if !isPartial, last != nil { try list(change, window.user) }
        try output.write(window.user)
        accepted += 1
        if !unseen.isEmpty { unseen.strike(window.user, layout) }
        guard baseline != nil else { return }
        let head = window.head
        let origin = BaselineOrigin(line: Int(head.line), file: Int(head.file) + 1, zip: output.zips)
        try window.user.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
            try baseline?.writer.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[body])), from: origin)
        }
    }

    private mutating func list(_ change: LoadComparing.Change, _ user: borrowing UserRecord) throws(Fault) {
        switch change {
        case .same: break
        case .new: try changes.write("new", name(user), group(user), [])
        case .changed(let fields, let clears):
            try changes.write(clears ? "cleared" : "changed", name(user), group(user), fields)
        }
    }

    private func name(_ user: borrowing UserRecord) -> String { layout.primarySlot.map { user.text($0) } ?? "" }

    private func group(_ user: borrowing UserRecord) -> String {
        layout.groupSlot.map { user.text($0) } ?? String(decoding: layout.fixedGroup, as: UTF8.self)
    }

    // MARK: Those who were there last time

    private mutating func settleOthers() throws(Fault) {
        guard let last else { return }
        try keepRejected(last)
        let gone = (0..<last.count).filter { !last.isSeen($0) }
        if gone.isEmpty { return }
        let isPostponed = policies.missing.expires && nameless > 0
        if isPostponed { sayPostponed(gone.count) }
        for index in gone {
            comparing.miss(group: last.group(index))
            if isPostponed {
                try keep(index, last, as: "missing")
            } else {
                try end(index, last)
            }
        }
        comparing.expired = expired
        if case .report = policies.missing { sayMissing(gone.count) }
    }

    /// The receiver keeps what it has of people who are rejected now, and so does the baseline.
    private mutating func keepRejected(_ last: LastLoad) throws(Fault) {
        guard let primary = layout.primarySlot else { return }
        var window = UserWindow.single(spool, slots: layout.slots.count)
        for row in 0..<table.count where table.state(row) == .rejected {
            try window.load(table.offsets[row])
            if window.user.isBlank(primary) { continue }
            guard let index = last.see(window.user.with(primary) { hash.folded($0) }) else { continue }
            comparing.keep()
            try keep(index, last, as: "kept")
        }
    }

    private mutating func keep(_ index: Int, _ last: LastLoad, as change: String) throws(Fault) {
        let user = try last.user(index)
        try changes.write(change, name(user), group(user), [])
        try baseline?.writer.write(user, from: try last.origin(index))
    }

    private mutating func end(_ index: Int, _ last: LastLoad) throws(Fault) {
        var user = try last.user(index)
        guard case .expire(let expiry) = policies.missing, let slot = layout.expirySlot else {
            return try changes.write("gone", name(user), group(user), [])
        }
        var day: [UInt8] = []
        expiry.date(facts.now.date).append(to: &day)
        // Whoever expires by then anyway needs nothing; nobody is given more time for being gone.
        if !user.isBlank(slot), user.with(slot, { !day.lexicographicallyPrecedes($0) }) {
            return try changes.write("gone", name(user), group(user), [])
        }
        user.put(day, in: slot)
        user.close()
        try output.write(user)
        expired += 1
        try changes.write("expired", name(user), group(user), ["expiry_date"])
    }

    // MARK: What is said

    private func sayPostponed(_ count: Int) {
        let rows =
            nameless == 1
            ? "a rejected row does not say whose it is" : "\(grouped(nameless)) rejected rows do not say whose they are"
        report.add(
            Finding(
                .warning, .sisExpiryPostponed, place,
                "\(missed(count)) missing, but \(rows). Nobody was ended."))
    }

    private func sayMissing(_ count: Int) {
        report.add(
            Finding(
                .warning, .sisMissing, place,
                "\(missed(count)) not in this one. The library system keeps them as they are. Once this load is "
                    + "delivered, later ones are held against it, and these people are not mentioned again."))
    }

    /// `3 users of the last load (run 26-0405, 2026-11-20) are`.
    private func missed(_ count: Int) -> String {
        let day = last?.day.map { ", \($0)" } ?? ""
        let load = last.map { " (run \($0.run)\(day))" } ?? ""
        return "\(counted(count, "user")) of the last load\(load) \(count == 1 ? "is" : "are")"
    }

    /// Other people missing since another load are another problem, not the same one for so many nights.
    private var place: Position { Position(path: last.map { "missing since run \($0.run)" }) }

    private func sayPacking() {
        if output.files > output.zips {
            report.remark("Packed \(output.files) user files into \(output.zips) \(output.zips == 1 ? "zip" : "zips").")
        }
    }

    /// Those of the protected list who are not among the accepted.
    var protectedMissing: [String] { unseen.missing }
}
