import Exchange
import Testing

@testable import Transports

@Suite struct `The choice of a channel` {
    private static let debian = LibraryVersion("1.10.0")
    private static let modern = LibraryVersion("1.11.1")

    struct Row: Sendable, CustomStringConvertible {
        let description: String
        let facts: ChannelChoice.Facts
        /// Nil for `sftp.ssh`.
        let channel: ChannelChoice.Channel?
        let word: String

        init(
            _ what: String, _ channel: ChannelChoice.Channel?, _ word: String,
            _ set: (inout ChannelChoice.Facts) -> Void
        ) {
            var facts = ChannelChoice.Facts(libssh2: debian)
            set(&facts)
            description = what
            self.facts = facts
            self.channel = channel
            self.word = word
        }
    }

    static let rows: [Row] = [
        Row("Ed25519", .libssh2, "1.10.0") { $0.keys = [.ed25519] },
        Row("ECDSA", .libssh2, "1.10.0") { $0.keys = [.ecdsa] },
        Row("password", .libssh2, "1.10.0") { _ in },
        Row("RSA", .openssh, "RSA") { $0.keys = [.rsa] },
        Row("RSA among others", .openssh, "RSA") { $0.keys = [.ed25519, .rsa] },
        Row("RSA, modern library", .libssh2, "1.11.1") {
            $0.keys = [.rsa]
            $0.libssh2 = modern
        },
        Row("RSA, no ssh", nil, "RSA") {
            $0.keys = [.rsa]
            $0.hasSSH = false
        },
        Row("a key nobody can see", .openssh, "may be") { $0.keys = [.unknown] },
        Row("a key nobody can see, no ssh", .libssh2, "") {
            $0.keys = [.unknown]
            $0.hasSSH = false
        },
        Row("a key nobody can see, modern", .libssh2, "") {
            $0.keys = [.unknown]
            $0.libssh2 = modern
        },
        Row("agent", .openssh, "agent") { $0.hasAgent = true },
        Row("agent, modern", .libssh2, "") {
            $0.hasAgent = true
            $0.libssh2 = modern
        },
        Row("agent, no ssh", .libssh2, "") {
            $0.hasAgent = true
            $0.hasSSH = false
        },
        Row("hardware key", .openssh, "hardware") {
            $0.keys = [.hardware]
            $0.libssh2 = modern
        },
        Row("certificate", .openssh, "certificate") {
            $0.keys = [.ed25519]
            $0.hasCertificate = true
        },
        Row("jump", .openssh, "jump") { $0.hasJump = true },
        Row("jump, no ssh", nil, "jump") {
            $0.hasJump = true
            $0.hasSSH = false
        },
        Row("RSA-only host", .openssh, "server's RSA") { $0.hostKeyTypes = ["ssh-rsa"] },
        Row("RSA-only host, modern", .libssh2, "") {
            $0.hostKeyTypes = ["ssh-rsa"]
            $0.libssh2 = modern
        },
        Row("host with several keys", .libssh2, "") { $0.hostKeyTypes = ["ssh-rsa", "ssh-ed25519"] },
        Row("remembered", .openssh, "remembered so") { $0.remembered = "remembered so" },
        Row("remembered, no ssh", nil, "remembered so") {
            $0.remembered = "remembered so"
            $0.hasSSH = false
        },
        Row("no library", .openssh, "not installed") { $0.libssh2 = nil },
        Row("neither", nil, "not installed") {
            $0.libssh2 = nil
            $0.hasSSH = false
        },
        Row("wish for openssh", .openssh, "says so") {
            $0.wish = .openssh
            $0.libssh2 = modern
        },
        Row("wish for openssh, no ssh", nil, "says so") {
            $0.wish = .openssh
            $0.hasSSH = false
        },
        Row("wish for libssh2, RSA", .libssh2, "says so") {
            $0.wish = .libssh2
            $0.keys = [.rsa]
        },
        Row("wish for libssh2, remembered", .libssh2, "says so") {
            $0.wish = .libssh2
            $0.remembered = "x"
        },
        Row("wish for libssh2, no library", .libssh2, "says so") {
            $0.wish = .libssh2
            $0.libssh2 = nil
        },
    ]

    @Test(arguments: rows) func `is a table`(row: Row) throws {
        do {
            let choice = try ChannelChoice.choose(row.facts)
            #expect(choice.channel == row.channel)
            #expect(choice.why.contains(row.word), "\(choice.why)")
        } catch {
            #expect(row.channel == nil && error.code == .sftpSSH && error.message.contains(row.word))
        }
    }

    @Test func `versions are ordered as numbers`() {
        #expect(LibraryVersion("1.9.0")! < LibraryVersion("1.10.0")!)
        #expect(LibraryVersion("1.11")! == .modern && LibraryVersion("1.11.1-20230530")! > .modern)
        #expect(LibraryVersion("2")! > .modern && LibraryVersion("") == nil && LibraryVersion("x.1") == nil)
    }
}
