import Exchange

/// What a run's report gives reason to tell, and whom it concerns.
struct NoticeOccasion {
    let causes: Set<NoticeCause>
    /// Who must act.
    let owners: Set<Owner>
    /// What went wrong, by the names of codes, sorted.
    let codes: [String]

    /// How the report part calls a delivery that its receiver has not taken in time.
    private static let notTaken = "not taken"

    /// `isAfterTrouble`: the profile's last run that came to something did not succeed.
    init(_ report: RunReport, isAfterTrouble: Bool) {
        let own = NoticeOccasion.cause(report)
        let isSuccess = own.contains(.done)
        causes = isSuccess && isAfterTrouble ? own.union([.recovered]) : own
        let asking = report.rules.filter { $0.severity != Severity.note.rawValue }
        let fault = report.fault.map { [$0] } ?? []
        owners = Set((asking.map(\.owner) + fault.map(\.owner)).compactMap(Owner.init(rawValue:)))
        codes = Set(asking.map(\.rule) + fault.map(\.code)).sorted()
    }

    /// Whether a run that ended so is trouble to its profile.
    static func isTrouble(_ end: End) -> Bool {
        switch end {
        case .done, .doneWithRejects, .nothingToDo, .usage, .busy: false
        case .held, .missing, .rejected, .transport, .configuration, .internalError: true
        }
    }

    private static func cause(_ report: RunReport) -> Set<NoticeCause> {
        if report.end == notTaken { return [.notTaken] }
        if report.end == RunReport.open { return report.exit == End.held.rawValue ? [.held] : [.failed] }
        guard let end = End(title: report.end) else { return [.failed] }
        switch end {
        case .done: return [.done]
        case .doneWithRejects: return [.done, .rejects]
        case .nothingToDo: return [.nothing]
        case .held: return [.held]
        case .missing: return [.missing]
        case .rejected, .transport, .configuration, .internalError, .usage, .busy: return [.failed]
        }
    }
}
