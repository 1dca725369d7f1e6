import Exchange
import Rules

/// A rule or condition read from flow YAML, with files beside it, and everything that was said on the way.
struct Reading {
    let rule: ValueRule?
    let condition: Condition?
    let complaints: [Complaint]
    let doubts: [Complaint]

    init(_ yaml: String, files: [String: String] = [:]) {
        var complaints = Complaints([])
        let scope = Reading.scope(files)
        rule = ValueRule.read(Flow.node(yaml), key: "fields.x", in: scope, &complaints)
        condition = nil
        self.complaints = complaints.all
        doubts = scope.doubts
    }

    init(condition yaml: String) {
        var complaints = Complaints([])
        let scope = Reading.scope([:])
        condition = Condition.read(Flow.node(yaml), key: "only", in: scope, &complaints)
        rule = nil
        self.complaints = complaints.all
        doubts = scope.doubts
    }

    static func scope(_ files: [String: String]) -> RuleScope {
        var beside: [String: FileBeside] = [:]
        for (name, text) in files {
            beside[name] = FileBeside(name: name, path: "Profiles/\(name)", .text(Array(text.utf8)))
        }
        beside["gone.csv"] = FileBeside(
            name: "gone.csv", path: "Profiles/gone.csv", .unusable("is not there", nearest: "gowns.csv"))
        return RuleScope(
            Settings(.map([], Mark(file: "profile.yaml", line: 1, column: 1)), declared: [], files: beside))
    }

    /// `file:line:column message`, warnings in front.
    var said: [String] {
        (doubts + complaints).map { complaint in
            let severity = complaint.severity == .warning ? "warning: " : ""
            let nearest = complaint.nearest.map { " (\($0)?)" } ?? ""
            return "\(complaint.mark) \(severity)\(complaint.message)\(nearest)"
        }
    }
}
