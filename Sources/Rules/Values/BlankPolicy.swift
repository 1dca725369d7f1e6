/// What a feed does where a field's value is blank. A receiver that replaces whole records erases what a load leaves out.
package enum BlankPolicy: String, Hashable, Sendable, CaseIterable {
    /// It is knowingly sent as nothing.
    case clear
    /// The last delivered value is sent again.
    case resend
    /// The record is rejected.
    case reject
}
