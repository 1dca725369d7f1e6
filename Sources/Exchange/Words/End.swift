/// How a run ends. The raw value is the exit code of `exchange run`, part of the contract with cron and monitoring.
package enum End: Int, Sendable, CaseIterable {
    case done = 0
    case doneWithRejects = 1
    case held = 2
    case nothingToDo = 3
    /// An expected file is late.
    case missing = 4
    /// The whole input was refused.
    case rejected = 5
    /// A place could not be reached or did not do what was asked.
    case transport = 6
    case configuration = 7
    case internalError = 8
    case usage = 64
    /// Another process is at work on the same thing.
    case busy = 75

    /// The words used in reports, the ledger and JSON.
    package var title: String {
        switch self {
        case .done: "done"
        case .doneWithRejects: "done with rejects"
        case .held: "held"
        case .nothingToDo: "nothing to do"
        case .missing: "missing"
        case .rejected: "rejected"
        case .transport: "transport"
        case .configuration: "configuration"
        case .internalError: "internal"
        case .usage: "usage"
        case .busy: "busy"
        }
    }

    package init?(title: String) {
        guard let end = End.allCases.first(where: { $0.title == title }) else { return nil }
        self = end
    }
}
