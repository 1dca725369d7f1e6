import Exchange

/// Which names an entry may have: relative, with `/`, leading nowhere but down.
package enum ZipName {
    /// Why `name` is refused, or nil.
    package static func objection(_ name: String) -> String? {
        let bytes = Array(name.utf8)
        if bytes.isEmpty { return "it is empty" }
        if bytes.count > 1024 { return "it is longer than 1024 bytes" }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it has a control character" }
        if bytes.contains(UInt8(ascii: "\\")) { return "it has a backslash" }
        if bytes.first == UInt8(ascii: "/") { return "it is absolute" }
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":") { return "it names a drive" }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains("..") { return "it leads upwards" }
        if parts.dropLast().contains("") || parts.contains(".") { return "a part of it is empty" }
        return nil
    }

    static func check(_ name: String) throws(Fault) {
        guard let objection = objection(name) else { return }
        throw Fault(.zipName, .reject, "the entry name '\(printable(name))' is refused: \(objection)")
    }

    /// The name with controls shown, short enough for a message.
    static func printable(_ name: String) -> String {
        name.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined()
    }
}
