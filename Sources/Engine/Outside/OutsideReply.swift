import Exchange

/// What a program made of one record.
enum OutsideReply: Hashable, Sendable {
    /// Instead of the one: none (it is left out), one or several.
    case records([FieldRecord])
    /// Refused, and why.
    case rejected(String)
}
