import Engine
import Exchange
import Glibc

/// Everything that was looked at, for people and programs.
struct DoctorPage: Encodable {
    let verdict: DoctorLine.Verdict
    let checks: [DoctorLine]

    init(_ checks: [DoctorLine]) {
        self.checks = checks
        verdict = DoctorLine.Verdict.allCases.last { verdict in checks.contains { $0.verdict == verdict } } ?? .ok
    }

    func print(json asJSON: Bool) {
        if asJSON { return Terminal.put(json(self), on: STDOUT_FILENO) }
        let width = checks.map(\.about.count).max() ?? 0
        for check in checks { put(check, width) }
        put(Terminal.paint(summary, tone(verdict)))
    }

    private var summary: String {
        let failures = checks.count { $0.verdict == .fail }
        let warnings = checks.count { $0.verdict == .warn }
        if failures > 0 {
            return
                "\(counted(failures, "failure")), \(counted(warnings, "warning")). Mend the failures before anything runs."
        }
        return warnings > 0 ? "Nothing is missing; \(counted(warnings, "warning")) to look at." : "Nothing is missing."
    }

    private func put(_ check: DoctorLine, _ width: Int) {
        let mark = check.verdict.title + String(repeating: " ", count: 6 - check.verdict.title.count)
        let about = check.about + String(repeating: " ", count: width - check.about.count)
        put("\(Terminal.paint(mark, tone(check.verdict)))\(about)  \(shown(check.words))")
        guard let remedy = check.remedy else { return }
        put(Terminal.paint("\(String(repeating: " ", count: width + 8))-> \(shown(remedy))", .yellow))
    }

    private func tone(_ verdict: DoctorLine.Verdict) -> Terminal.Tone {
        switch verdict {
        case .ok: .green
        case .warn: .yellow
        case .fail: .red
        }
    }

    private func put(_ line: String) { Terminal.put(line + "\n", on: STDOUT_FILENO) }
}
