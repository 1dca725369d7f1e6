import Exchange

/// A fault as reports and `--json` carry it.
package struct FaultLine: Codable, Hashable, Sendable {
    package let code: String
    package let next: String
    package let owner: String
    package let message: String
    package let remedy: String
    package let context: [String: String]
    /// Seconds after which another try may help; nil where a person is needed.
    package let retryAfter: Int?
    /// The connection of the run that was spoken with last, where a place was the trouble.
    package let connection: String?

    /// `report`: of the run it ended, which knows whose data it was about.
    package init(_ fault: Fault, _ report: Report, connection: String? = nil) {
        self.connection = fault.code.kind == .place ? connection : nil
        if case .retry(let seconds) = fault.disposition { retryAfter = seconds } else { retryAfter = nil }
        code = fault.code.name
        owner = report.owner(of: fault.code).rawValue
        message = fault.message
        remedy = fault.remedy
        context = fault.context
        next =
            switch fault.disposition {
            case .retry(let seconds): "try again in \(seconds) seconds"
            case .hold: "held until a person decides"
            case .reject: "the input is refused and stays where it is"
            case .stop: "this run stops"
            }
    }
}
