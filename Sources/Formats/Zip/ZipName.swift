import Exchange

/// Which names an entry may have: relative, with `/`, leading nowhere but down.
package enum ZipName {
    /// Why `name` is refused, or nil.
    package static func objection(_ name: String) -> String? {
        let bytes = Array(name.utf8)
        if bytes.isEmpty { return "it is empty" }
        if bytes.count > 1024 { return "it is longer than 1024 bytes" }
        if name.unicodeScalars.contains(where: isControl) { return "it has a control character" }
        if name.unicodeScalars.contains(where: turns) {
            return "it has a character that changes the direction of writing"
        }
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
        throw Fault(.zipName, .reject, "the entry name '\(PlacePath.readable(name))' is refused: \(objection)")
    }

    /// C0, DEL and C1.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// Embeddings, overrides and isolates (UAX #9): `users<U+202E>lmx.exe` would be shown as `usersexe.xml`.
    private static func turns(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
