import Exchange

/// Says deviations as findings, as often and as severely as the table has it.
final class EDIVoice {
    private let mode: EDIMode
    private var said: Set<Code> = []
    /// The worst since it was last reset.
    var worst: Severity?

    init(_ mode: EDIMode) { self.mode = mode }

    /// What is said once may be said again.
    func restart() { said = [] }

    func hasSaid(_ code: Code) -> Bool { said.contains(code) }

    func say(_ code: Code, _ position: Position, _ report: Report, _ message: @autoclosure () -> String) {
        guard let deviation = EDIDeviation.all[code] else { return }
        let severity = mode == .strict ? deviation.strict : deviation.tolerant
        worst = max(worst ?? severity, severity)
        if deviation.isSaidOnce, !said.insert(code).inserted { return }
        report.add(Finding(severity, code, position, message()))
    }
}
