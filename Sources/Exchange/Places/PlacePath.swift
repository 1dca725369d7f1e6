/// The rule for paths at a place, in one spot: relative, no `..`, no empty parts, no control characters, and no U+FFFD,
/// which is how a listing shows a name whose bytes are no UTF-8: there is nothing it could be opened by.
package enum PlacePath {
    /// `name` below `folder`; either may be empty.
    package static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || folder == "." { return name }
        return name.isEmpty ? folder : "\(folder)/\(name)"
    }

    /// Throws `place.path.refused` unless `path` is one a session may use. The empty path is the connection's folder.
    package static func check(_ path: String) throws(Fault) {
        if path.isEmpty { return }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let good = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
                && part.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0.value != 0xFFFD }
        }
        guard good, path.utf8.count <= 4000 else {
            throw Fault(
                .placePathRefused, .stop, "The path '\(readable(path))' is not one below the connection's folder.",
                context: ["path": readable(path)])
        }
    }

    /// The last component.
    package static func last(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// `users.zip` with `-2` inserted is `users-2.zip`.
    package static func inserting(_ text: String, into path: String) -> String {
        let name = last(path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path + text }
        let ending = name[dot...]
        return path.dropLast(ending.count) + text + ending
    }

    /// The text with control characters shown as `\u{7}` and cut at 200 characters: safe for a terminal or a log.
    package static func readable(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(200) {
            let plain = scalar.value >= 32 && scalar.value != 127 && !(0x80...0x9f).contains(scalar.value)
            shown += plain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }
        return shown
    }
}
