/// One thing the misbehaving SFTP server does wrong. The full table is in the header of
/// `Tests/Servers/misbehaving_sftp.py`: any line of it is a quirk, `"wrong-id 3"`.
package struct Quirk: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let line: String

    package init(_ line: String) { self.line = line }
    package init(stringLiteral line: String) { self.line = line }

    package var description: String { line }
}
