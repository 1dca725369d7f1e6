import Engine
import Exchange
import Ledger
import Setup

/// `exchange status --check`: one line and one code, as plug-ins of Nagios, Icinga and monit give them.
struct HealthCheck {
    enum State: Int, Comparable {
        case ok = 0
        case warning = 1
        case critical = 2
        case unknown = 3

        var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }

        static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
    }

    /// Something to say about one profile, or about the daemon.
    struct Remark {
        let state: State
        let text: String
    }

    let now: Moment
    /// Seconds since the last success from which on it is a warning, and from which on critical.
    let warning: Int?
    let critical: Int?

    /// A run that is open for longer is not simply under way any more.
    private static let longestRun = 6 * 3600

    /// Nothing where all is well. `end` is what the newest run's end is called by now.
    func remarks(_ standing: ProfileStanding, end: String?, trouble: String?) -> [Remark] {
        var remarks: [Remark] = []
        func say(_ state: State, _ text: String) {
            remarks.append(Remark(state: state, text: "\(standing.profile) \(text)"))
        }
        if let trouble { say(.critical, "cannot run: \(trouble)") }
        if let last = standing.last { judge(last, end).map { say($0.0, $0.1) } }
        if standing.isMissing, standing.last?.end != .missing { say(.critical, "is missing a file that was expected") }
        if let late = standing.late { say(.warning, "is late, not yet missing: \(late)") }
        if standing.deliveriesInDoubt > 0 {
            say(.critical, "has \(counted(standing.deliveriesInDoubt, "file")) in doubt")
        }
        if let files = standing.untaken?.files, !files.isEmpty {
            say(.warning, "has \(counted(files.count, "file")) not taken")
        }
        if let age = age(standing) {
            if let critical, age >= critical {
                say(.critical, "had its last success \(Lateness.words(age)) ago")
            } else if let warning, age >= warning {
                say(.warning, "had its last success \(Lateness.words(age)) ago")
            }
        } else if warning != nil || critical != nil {
            say(critical == nil ? .warning : .critical, "had no success yet")
        }
        return remarks
    }

    /// Since the last success, in seconds; nil where there was none.
    func age(_ standing: ProfileStanding) -> Int? { standing.lastSuccess.map { max(0, now.seconds - $0.seconds) } }

    private func judge(_ row: RunRow, _ end: String?) -> (State, String)? {
        switch row.end {
        case .done, .doneWithRejects, .nothingToDo: nil
        // Held and overtaken since.
        case let own? where own.title != end: nil
        case let own?: (.critical, "\(own.title), run \(row.id): \(row.summary)")
        case nil:
            now.seconds - row.now.moment.seconds < HealthCheck.longestRun
                ? nil : (.critical, "is open at '\(row.step.rawValue)', run \(row.id)")
        }
    }

    func remarks(_ heartbeat: Heartbeat?) -> [Remark] {
        guard let heartbeat, heartbeat.isLate(at: now) else { return [] }
        return [Remark(state: .critical, text: "daemon \(heartbeat.words(at: now))")]
    }

    /// A ledger that takes no changes stops every profile.
    func remarks(_ refusal: Fault?) -> [Remark] { refusal.map { [Remark(state: .critical, text: $0.message)] } ?? [] }

    /// `EXCHANGE CRITICAL - …|…`: a bar would begin the numbers, so no text has one.
    static func line(_ state: State, _ text: String, numbers: [String] = []) -> String {
        let words = shown(text).replacing("|", with: "/")
        return "EXCHANGE \(state.word) - \(words)" + (numbers.isEmpty ? "" : " | \(numbers.joined(separator: " "))")
    }

    func line(_ standings: [ProfileStanding], _ remarks: [Remark]) -> (state: State, text: String) {
        let state = remarks.map(\.state).max() ?? .ok
        let sorted = remarks.sorted { $0.state > $1.state }.map(\.text)
        let well = counted(standings.count, "profile")
        let text = sorted.isEmpty ? "\(well), nothing needs anybody" : sorted.joined(separator: "; ")
        var numbers = ["profiles=\(standings.count)", "remarks=\(remarks.count)"]
        for standing in standings {
            guard let age = age(standing) else { continue }
            let limits = [warning, critical].map { $0.map(String.init) ?? "" }.joined(separator: ";")
            numbers.append("'\(standing.profile)_age'=\(age)s;\(limits);0")
        }
        return (state, HealthCheck.line(state, text, numbers: numbers))
    }
}
