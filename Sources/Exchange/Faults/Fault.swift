/// Why a step could not be done. The only error that crosses a room's border (`throws(Fault)` everywhere).
package struct Fault: Error, Hashable, Sendable {
    package let code: Code
    package let disposition: Disposition
    /// One sentence with the names in it: what happened, where.
    package let message: String
    /// What a person does now. The code's own remedy unless this case knows better.
    package let remedy: String
    /// Named facts for programs and support (`path`, `errno`, `line`, …). Never a secret, never a person's data.
    package let context: [String: String]

    package init(
        _ code: Code, _ disposition: Disposition = .stop, _ message: String, remedy: String? = nil,
        context: [String: String] = [:]
    ) {
        self.code = code
        self.disposition = disposition
        self.message = message
        self.remedy = remedy ?? code.remedy
        self.context = context
    }

    /// How a run that stops with this fault ends.
    package var end: End {
        switch disposition {
        case .reject: return .rejected
        case .hold: return .held
        case .retry: return .transport
        case .stop: break
        }
        switch code.kind {
        case .data: return .rejected
        case .place: return .transport
        case .configuration: return .configuration
        case .machine: return .internalError
        case .usage: return .usage
        case .busy: return .busy
        }
    }
}
