import ServerKit

/// Holds what a run has done against what the test's own reading of the file allows. What it says is wrong is wrong.
struct MutationJudge {
    private let kind: MutationKind
    private let bytes: [UInt8]
    private let table: PlainTable?
    private let load: PlainLoad?
    private(set) var wrongs: [String] = []

    init(_ kind: MutationKind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
        table = PlainTable(bytes, kind.profile.encoding)
        load = kind.isExact ? table.map { PlainLoad($0, kind.profile) } : nil
    }

    mutating func judge(_ status: Int, _ report: ReportDocument, _ site: Site, after last: PlainLoad?) throws {
        say(kind.allowed.contains(status), "ended with \(status): \(report.headline)")
        say(report.exit == status, "the report says \(report.exit), the program \(status)")
        say(report.counts.balance, "the counts do not add up: \(report.counts)")
        if let code = kind.code {
            let said = Set(report.findings.map(\.rule) + [report.fault?.code].compactMap(\.self))
            say(said.contains(code), "\(code) was not said, but \(said)")
        }
        if status <= 1 {
            try judgeDelivered(report, site)
        } else {
            say(site.everythingAtTarget.isEmpty, "it left \(site.everythingAtTarget)")
            // What is recognised is put where it was put when it was taken.
            let folder = status == MutationKind.nothing && site.waiting.isEmpty ? "places/campus/done" : Site.pickup
            say(site.scratch.bytes("\(folder)/\(kind.file)") == bytes, "the source is not as it was")
        }
        if kind.isExact { judgeEnding(status, report, last) }
        judgeChanges(report, site)
    }

    private mutating func say(_ isGood: Bool, _ words: @autoclosure () -> String) {
        if !isGood { wrongs.append(words()) }
    }

    private mutating func judgeEnding(_ status: Int, _ report: ReportDocument, _ last: PlainLoad?) {
        guard let load else { return say(status == MutationKind.refused, "it is no table, and ended with \(status)") }
        let due = load.ending(after: last)
        say(due == status, "ended with \(status), where \(due) was due: \(report.headline)")
        say(load.rejected == report.counts.rejected, "\(report.counts.rejected) rejected instead of \(load.rejected)")
        say(load.users.count == report.counts.accepted, "\(report.counts.accepted) accepted, not \(load.users.count)")
    }

    private mutating func judgeDelivered(_ report: ReportDocument, _ site: Site) throws {
        say(site.everythingAtTarget.count == 1, "it left \(site.everythingAtTarget)")
        let read = DeliveredUsers(try site.xml() ?? [])
        say(read.isWhole, "the XML is not well-formed")
        say(read.users == report.counts.accepted, "\(read.users) users, \(report.counts.accepted) counted")
        let allowed = Set(allowed.map { DeliveredUsers.exact($0.tree) })
        for user in read.trees where !allowed.contains(DeliveredUsers.exact(user)) {
            say(false, "\(user["primary_id"] ?? []) was delivered, and no row says so: \(user)")
        }
        judgeUnique(read.trees)
    }

    /// Who may be delivered. Damage can hide where a row ends: whoever stands in a line of the file may be meant.
    private var allowed: [PlainUser] {
        if let load { return load.users }
        guard let table else { return [] }
        return (table.rows.compactMap(\.self) + table.lines).compactMap { PlainRules.user($0, kind.profile) }
    }

    /// The receiver would refuse the second holder of an identifier, and an empty load sends nobody.
    private mutating func judgeUnique(_ users: [DeliveredUsers.Tree]) {
        var seen: Set<String> = []
        for user in users {
            say(seen.insert("id " + (user["primary_id"]?.first ?? "").lowercased()).inserted, "a primary id twice")
            for value in user["user_identifiers/user_identifier/value"] ?? [] {
                say(seen.insert(value).inserted, "\(value) twice")
            }
        }
    }

    /// No cell of a file that people open may begin as a formula does.
    private mutating func judgeChanges(_ report: ReportDocument, _ site: Site) {
        guard let text = site.scratch.text("state/example/runs/\(report.run)/out/changes.csv") else { return }
        for line in text.split(whereSeparator: \.isNewline) {
            for cell in line.split(separator: ",") {
                let bare = cell.drop { $0 == "\"" }
                say(!(bare.first.map { "=+-@\t\r".contains($0) } ?? false), "changes.csv has the formula \(cell)")
            }
        }
    }
}
