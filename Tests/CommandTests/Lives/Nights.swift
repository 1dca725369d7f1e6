import Foundation
import ServerKit
import Testing

/// A profile whose loads are held against each other, night by night, and a sandbox that tries the same.
struct Nights {
    static let profile = """
        feed: sis-users
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s, after: move, after_folder: done}
        to: {connection: alma, folder: sis, name: "people_{sequence}.zip"}
        missing: {expire: today}
        fields:
          primary_id: {column: id, required: yes}
          last_name: {column: last, required: yes}
          user_group: {column: group}
          expiry_date: {column: end}
        notes:
          - {note_type: OTHER, note_text: note}
        targets:
          sandbox:
            to: {connection: alma-sandbox}
        """
    /// The guard that the profile has; the targets are the last block.
    static let lenient =
        "guard: {max_gone_percent: off, max_fall_percent: off, max_field_fall_percent: off, max_expired_percent: off}\n"

    static let ann = "1,Example,STAFF,2027-09-30,likes tea"
    static let bob = "2,Sample,STAFF,2028-09-30,"
    static let cai = "3,Muster,STAFF,2028-09-30,\"a note; with a semicolon\""

    let site: Site

    init(guards: String = lenient, sandboxGuards: String = "") throws {
        let targets = sandboxGuards.isEmpty ? "" : "\n    guard: \(sandboxGuards)\n"
        site = try Site(profile: guards + Nights.profile + targets)
        let connections = try Checkout.text("Profiles/connections.yaml")
        try site.scratch.write(
            "Profiles/connections.yaml", connections + "\n  alma-sandbox: {scheme: local, path: places/sandbox}\n")
        try site.scratch.folder("places/sandbox/sis")
    }

    func give(_ day: Int, _ people: String...) throws {
        let rows = ["id,last,group,end,note"] + people
        try site.give(rows.joined(separator: "\n") + "\n", as: "people_\(day).csv")
    }

    /// The run of a night in November, its report, and what the report says.
    @discardableResult
    func run(_ day: Int, _ more: String..., profile: String = "sis-import") throws -> (
        status: Int, report: ReportDocument, text: String
    ) {
        let outcome = try site.program.run(["run", profile, "--as-of", "2026-11-\(day)", "--json"] + more)
        let report = try ReportDocument(outcome.output)
        return (outcome.status, report, try site.run("report", report.run).output)
    }

    /// The users of a delivered zip, a line each, by somebody else's program.
    func users(_ number: Int, _ place: String = "places/alma/sis") throws -> [String] {
        let outcome = try Program("/usr/bin/unzip").run("-p", site.scratch.at("\(place)/people_\(number).zip"))
        return outcome.output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("<user>") }
    }

    /// The loads that are kept sealed.
    func loads(_ profile: String = "sis-import") -> [String] {
        site.scratch.names("state/example/baselines/\(profile)").map {
            $0.replacingOccurrences(of: ".sealed", with: "")
        }
    }
}
