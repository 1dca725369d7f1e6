/// How a writer ends its lines.
package enum CSVLineEnd: Hashable, Sendable {
    /// As RFC 4180, clause 2.1 has it.
    case crlf
    case lf

    var bytes: [UInt8] { self == .crlf ? [0x0D, 0x0A] : [0x0A] }
}
