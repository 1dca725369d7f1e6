/// How telephone numbers are rewritten: digits kept, a leading `+` or `00` read as international, the trunk digit
/// dropped (ITU-T E.123 and E.164).
package struct PhoneRule: Hashable, Sendable {
    /// What a rewritten number is made of.
    enum Part: Hashable, Sendable {
        case text(String)
        case country
        case number
        /// One digit of the number: a `#` of a mask.
        case digit
    }

    /// Whether a number can have so many digits, its country's included (E.164, section 6.2.1).
    static let sizes = 4...15

    /// The digits of the country numbers are of where they do not say so: `1`, `49`; empty where nothing was said.
    let country: String
    /// What stands before a number dialled inside the country: `0`.
    let trunk: String
    /// How many digits a number of that country has, its country's and the trunk left out.
    let digits: Int?
    /// As it was written.
    let format: String
    let parts: [Part]

    var explanation: String { "a telephone number rewritten as \(format)" }
}
