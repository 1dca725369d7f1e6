import Exchange
import Glibc
import Machine
import ServerKit

@testable import Transports

/// What the tests of the openssh channel share: an account on a server, a folder, a visit, and a look at what runs.
final class OpenSSHTrial {
    let scratch: Scratch
    /// All that went into files as a secret.
    private(set) var secrets: [String] = []
    /// 2026-11-21.
    var today = CivilDate(daysSince1970: 20_778)

    init() throws {
        signal(SIGPIPE, SIG_IGN)
        scratch = try Scratch()
        try scratch.folder("visit")
    }

    /// `abort` is asked all the time while a channel waits.
    func visit(_ abort: Abort = .never) -> Visit {
        let seconds = today.daysSince1970 * 86_400
        return Visit(abort: abort, scratch: scratch.at("visit"), now: { Moment(seconds: seconds) }, sleep: { _ in })
    }

    func open(_ account: SSHAccount) throws -> OpenSSHChannel { try OpenSSHChannel.open(account, visit()) }

    /// The fault with which opening fails; nil where it does not.
    func fault(_ account: SSHAccount, _ abort: Abort = .never) -> Fault? {
        do throws(Fault) {
            try OpenSSHChannel.open(account, visit(abort)).close()
            return nil
        } catch {
            return error
        }
    }

    /// The key of the tests, in a file; its passphrase, if it has one, in another.
    func key(_ key: SSHKey, passphrase: String? = nil, certificate: String? = nil) throws -> SSHCredential {
        let name = "passphrase-\(scratch.names("").count)"
        let words = passphrase ?? key.passphrase
        if let words {
            secrets.append(words)
            try scratch.write(name, words + "\n")
        }
        return .key(.file(key.path), passphrase: words.map { _ in .file(scratch.at(name)) }, certificate: certificate)
    }

    func password(_ words: String) throws -> SSHCredential {
        secrets.append(words)
        try scratch.write("password", words + "\n")
        return .password(.file(scratch.at("password")))
    }

    func account(
        _ server: SSHServer, _ credentials: [SSHCredential]? = nil, pins: [String]? = nil, hostKeys: HostKeyRule? = nil,
        host: String? = nil, port: Int? = nil, jump: String? = nil, addresses: AddressRule? = nil,
        legacy: LegacyAlgorithms? = nil,
        connect: Int = 20_000
    ) throws -> SSHAccount {
        SSHAccount(
            name: "alma", host: host ?? server.host, port: port ?? server.port, user: server.user,
            credentials: try credentials ?? [key(SSHKeys.client())],
            hostKeys: hostKeys ?? .pins(pins ?? server.hostKeys.map(\.fingerprint)), channel: .openssh, jump: jump,
            addresses: addresses, legacy: legacy,
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: connect, idleMilliseconds: 30_000, progressBytes: 1, progressMilliseconds: 30_000))
    }

    /// The numbers of all processes whose command line names the port.
    static func processes(port: Int) -> [pid_t] {
        ProcessTree.descendants(of: getpid()).filter {
            (TextFile.read("/proc/\($0)/cmdline") ?? "").contains("Port=\(port)\0")
        }
    }

    /// What is left of visits: nothing, once a channel is open or failed.
    var leftovers: [String] { scratch.names("visit") }

    /// SFTP's first words (version 3), and the server's answer to them.
    static func greet(_ channel: OpenSSHChannel) throws -> [UInt8] {
        try send([0, 0, 0, 5, 1, 0, 0, 0, 3], channel)
        return try receive(9, channel)
    }

    static func send(_ bytes: [UInt8], _ channel: OpenSSHChannel) throws {
        var sent = 0
        while sent < bytes.count {
            let put = try bytes.withUnsafeBytes { try channel.write(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            sent += put
            if put == 0 { _ = try channel.wait(toWrite: true, milliseconds: 5000) }
        }
    }

    static func receive(_ count: Int, _ channel: OpenSSHChannel) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let got = try buffer.withUnsafeMutableBytes { try channel.read(into: $0) }
            bytes += buffer[..<got]
            if got == 0, try !channel.wait(toWrite: false, milliseconds: 10_000) { break }
        }
        return bytes
    }
}
