/// A table that a value's codes are looked up in, and what becomes of codes it does not know.
package struct ValueLookup: Hashable, Sendable {
    enum Unknown: Hashable, Sendable {
        case reject
        case keep
        case standard(String)

        /// Completes "what is not in it …".
        var words: String {
            switch self {
            case .reject: "is rejected"
            case .keep: "is kept as it is"
            case .standard(let text): "becomes '\(text)'"
            }
        }

        /// Of a record or a code that it happened to.
        var fate: NewCodes.Fate {
            switch self {
            case .reject: .rejected
            case .keep: .kept
            case .standard(let text): .replaced(text)
            }
        }
    }

    let table: LookupTable
    let unknown: Unknown
}
