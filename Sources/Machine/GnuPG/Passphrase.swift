import Exchange
import Glibc

/// The passphrase a profile refers to.
package enum Passphrase {
    /// Nil where the key has none. What cannot be read, or may be read by others, is `pgp.passphrase`.
    package static func read(_ reference: String?) throws(Fault) -> Secret? {
        guard let reference else { return nil }
        switch source(reference) {
        case .file(let path): return try file(path)
        case .credential(let name):
            guard let folder = variable("CREDENTIALS_DIRECTORY"), !name.contains("/") else {
                throw unreadable(reference, "this process has no systemd credentials.")
            }
            return try file("\(folder)/\(name)")
        case .environment(let name):
            guard let value = variable(name) else { throw unreadable(reference, "there is no such variable.") }
            return secret(Array(value.utf8))
        case nil: throw unreadable("that is written there", "it begins with none of file:, credential: and env:.")
        }
    }

    private static func source(_ reference: String) -> SecretSource? {
        guard let colon = reference.firstIndex(of: ":") else { return nil }
        let rest = String(reference[reference.index(after: colon)...])
        return switch reference[..<colon] {
        case "file": .file(rest)
        case "credential": .credential(rest)
        case "env": .environment(rest)
        default: nil
        }
    }

    private static func file(_ path: String) throws(Fault) -> Secret {
        let file: OpenFile
        do throws(Fault) { file = try Folder.openAnywhere(path) } catch { throw unreadable(path, error.message) }
        let found = try file.attributes()
        if found.mode & 0o077 != 0 { throw unreadable(path, "others than its owner may read or write it.") }
        guard found.size <= 4096 else { throw unreadable(path, "it is too long to be one.") }
        var bytes = [UInt8](repeating: 0, count: found.size)
        var fault: Fault?
        bytes.withUnsafeMutableBytes { buffer in
            // The closure of an array's raw bytes is untyped: the fault is carried round it.
            do throws(Fault) { _ = try file.read(into: buffer, at: 0) } catch { fault = error }
        }
        if let fault { throw fault }
        return secret(bytes)
    }

    /// Without the line end an editor leaves.
    private static func secret(_ bytes: [UInt8]) -> Secret {
        var bytes = bytes[...]
        if bytes.last == 10 { bytes.removeLast() }
        if bytes.last == 13 { bytes.removeLast() }
        return bytes.withUnsafeBytes { Secret($0) }
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func unreadable(_ what: String, _ why: String) -> Fault {
        Fault(.pgpPassphrase, .stop, "The passphrase \(what) cannot be used: \(why)")
    }
}
