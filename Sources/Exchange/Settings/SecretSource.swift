/// Where a secret is kept. The configuration refers to secrets and never holds one.
package enum SecretSource: Hashable, Sendable {
    /// A file of the operator's, by its path on the machine.
    case file(String)
    /// A systemd credential, by its name.
    case credential(String)
    /// A variable of the environment, by its name.
    case environment(String)
}

extension SecretSource {
    /// As people write it: `file:/etc/exchange/keys/alma`, `credential:alma-key`, `env:ALMA_KEY`. Relative files start at
    /// `root`. Nil for anything else, which may be the secret itself: nobody may repeat it.
    ///
    /// A file's path does not begin with `~`, which means another folder to each account. It has no `..` in it: an institution's secrets are its own, and a path must show where it leads.
    package init?(_ text: String, root: String = "") {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = String(text[text.index(after: colon)...])
        switch text[..<colon] {
        case "file" where SecretSource.isPath(name):
            self = .file(name.hasPrefix("/") || root.isEmpty ? name : "\(root)/\(name)")
        case "credential" where SecretSource.isName(name, and: ".-@") && name != "." && name != "..":
            self = .credential(name)
        case "env" where SecretSource.isName(name, and: "") && !("0"..."9").contains(name.prefix(1)):
            self = .environment(name)
        default: return nil
        }
    }

    /// As a message names it: `the file /etc/exchange/keys/alma`.
    package var words: String {
        switch self {
        case .file(let path): "the file \(path)"
        case .credential(let name): "the credential '\(name)'"
        case .environment(let name): "the environment variable \(name)"
        }
    }

    private static func isPath(_ path: String) -> Bool {
        !path.isEmpty && !path.hasSuffix("/") && !path.hasPrefix("~")
            && !path.split(separator: "/").contains { $0 == ".." || $0 == "." }
            && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    private static func isName(_ name: String, and marks: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x5F || marks.utf8.contains(byte)
            }
    }
}
