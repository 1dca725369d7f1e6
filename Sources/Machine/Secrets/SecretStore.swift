import Exchange
import Glibc

/// Reads secrets from where the configuration says they are kept. Whatever goes wrong is said without the secret.
///
/// A line ending at the end is not part of a password and is left off. A key (`-----BEGIN …`) ends with one, as programs
/// that read keys want it.
package enum SecretStore {
    /// 64 KiB.
    package static let limit = 64 << 10

    /// Faults: `secret.missing`, `secret.open`, `secret.unusable`.
    ///
    /// A file must belong to this program's account or to root, be nobody else's to read, be no link, and stand in a folder
    /// that others cannot change. systemd's credentials may be readable for a group, which is how it hands them over.
    package static func read(_ source: SecretSource) throws(Fault) -> Secret {
        try read(source, account: geteuid()) { name in
            guard let value = getenv(name) else { return nil }
            return UnsafeRawBufferPointer(start: value, count: strlen(value))
        }
    }

    /// `variable` lends the value of an environment variable; `account` is the number of this program's account.
    static func read(
        _ source: SecretSource, account: UInt32, variable: (String) -> UnsafeRawBufferPointer?
    ) throws(Fault) -> Secret {
        switch source {
        case .file(let path):
            return try file(path, source, account: account, forbidden: 0o077)
        case .credential(let name):
            guard let folder = variable("CREDENTIALS_DIRECTORY"), !folder.isEmpty else {
                throw missing(source, "CREDENTIALS_DIRECTORY is not set, so systemd has handed over no credentials.")
            }
            let path = "\(String(decoding: folder, as: UTF8.self))/\(name)"
            return try file(path, source, account: account, forbidden: 0o027)
        case .environment(let name):
            guard let value = variable(name) else { throw missing(source, "It is not set.") }
            return try trimmed(value, source)
        }
    }

    private static func file(
        _ path: String, _ source: SecretSource, account: UInt32, forbidden: UInt32
    ) throws(Fault) -> Secret {
        let file = try opened(path, source, account: account)
        let found = try file.attributes()
        guard found.owner == 0 || found.owner == account else {
            throw open(source, "It belongs to another account (number \(found.owner)).")
        }
        guard found.mode & forbidden == 0 else {
            throw open(source, "Its permissions are \(String(found.mode, radix: 8)): others may read or change it.")
        }
        // One byte more than allowed shows that there is more.
        let bytes = SecretBytes(limit + 1)
        var count = 0
        while count <= limit {
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes.raw[count...])
            let got = try file.read(into: rest, at: count)
            if got == 0 { break }
            count += got
        }
        return try trimmed(UnsafeRawBufferPointer(rebasing: bytes.raw[..<count]), source)
    }

    private static func opened(_ path: String, _ source: SecretSource, account: UInt32) throws(Fault) -> OpenFile {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        do throws(Fault) {
            let parent = try Folder.open(folder)
            if let found = try parent.look(""), found.mode & 0o022 != 0 || ![0, account].contains(found.owner) {
                throw open(source, "Others may change the folder it stands in, and so replace it.")
            }
            return try parent.open(slash.map { String(path[path.index(after: $0)...]) } ?? path)
        } catch {
            switch error.code {
            case .machineMissing: throw missing(source, "There is no such file.")
            case .machineConfined: throw unusable(source, "It is a link.")
            case .machineNotAFile: throw unusable(source, "It is not a regular file.")
            default: throw error
            }
        }
    }

    private static func trimmed(_ found: UnsafeRawBufferPointer, _ source: SecretSource) throws(Fault) -> Secret {
        if found.count > limit { throw unusable(source, "It is larger than 64 KiB.") }
        var end = found.count
        if end > 0, found[end - 1] == 10 { end -= 1 }
        if end > 0, end < found.count, found[end - 1] == 13 { end -= 1 }
        if end == 0 { throw unusable(source, "It is empty.") }
        let bytes = UnsafeRawBufferPointer(rebasing: found[..<end])
        guard bytes.starts(with: "-----BEGIN ".utf8) else { return Secret(bytes) }
        let ended = SecretBytes(end + 1)
        ended.raw.copyMemory(from: bytes)
        ended.raw[end] = 10
        return Secret(UnsafeRawBufferPointer(ended.raw))
    }

    private static func missing(_ source: SecretSource, _ why: String) -> Fault {
        fault(.secretMissing, "There is no secret in \(source.words). \(why)", source)
    }

    private static func open(_ source: SecretSource, _ why: String) -> Fault {
        fault(.secretOpen, "The secret in \(source.words) is not used. \(why)", source)
    }

    private static func unusable(_ source: SecretSource, _ why: String) -> Fault {
        fault(.secretUnusable, "The secret in \(source.words) cannot be used. \(why)", source)
    }

    private static func fault(_ code: Code, _ message: String, _ source: SecretSource) -> Fault {
        Fault(code, .stop, message, context: ["secret": source.words])
    }
}
