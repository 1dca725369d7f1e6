import CCrypto
import Exchange
import Glibc

/// The program gpg, on a folder of keys of the institution's own. It reads no configuration, asks no server and nobody, and
/// takes no key but those it is told by their full fingerprints.
package struct GnuPG: Sendable {
    /// What a message must be to be opened.
    package struct Demand: Hashable, Sendable {
        /// The key it is encrypted to.
        package let key: String
        /// Any of these must have signed it; empty: signatures are not looked at.
        package let signers: [String]
        /// The most bytes it may hold.
        package let limit: Int

        package init(key: String, signers: [String] = [], limit: Int = 4_000_000_000) {
            self.key = key
            self.signers = signers
            self.limit = limit
        }
    }

    /// Who may read a message, and who signs it.
    package struct Address: Hashable, Sendable {
        package let recipients: [String]
        package let signer: String?
        package let isArmored: Bool

        package init(recipients: [String], signer: String? = nil, isArmored: Bool = false) {
            self.recipients = recipients
            self.signer = signer
            self.isArmored = isArmored
        }
    }

    package let home: String
    private let program: String

    /// Throws `pgp.home` where the folder cannot be used.
    package init(home: String, program: String = "/usr/bin/gpg") throws(Fault) {
        try GnuPGHome.check(home)
        self.home = home
        self.program = program
    }

    /// What is in the message `input` goes into the new file `output`; both are paths on the machine. There is such a file
    /// only when the whole message was good. `name` is what faults call it.
    package func decrypt(
        _ input: String, into output: String, _ demand: Demand, passphrase: Secret?, called name: String
    ) throws(Fault) {
        // Without it, a signature by a key nobody asked for would be an error.
        let verifying = demand.signers.isEmpty ? ["--skip-verify"] : []
        try keeping(output) { () throws(Fault) in
            let said = try run(
                verifying + ["--max-output", String(demand.limit), "--output", output, "--decrypt", "--", input],
                passphrase)
            try GnuPGOpening(said, demand, name).judge()
        }
    }

    /// Encrypts the file `input` into the new file `output`.
    package func encrypt(
        _ input: String, into output: String, _ address: Address, passphrase: Secret?, called name: String
    ) throws(Fault) {
        let signing = address.signer.map { ["--sign", "--local-user", $0] } ?? []
        // Our own name for the file is nobody's business.
        let arguments =
            ["--no-encrypt-to", "--no-default-recipient", "--set-filename", ""]
            + signing + address.recipients.flatMap { ["--recipient", $0] } + (address.isArmored ? ["--armor"] : [])
            + ["--output", output, "--encrypt", "--", input]
        try keeping(output) { () throws(Fault) in
            try GnuPGClosing(try run(arguments, passphrase), address, name).judge()
        }
    }

    /// Makes the agent that gpg leaves behind forget every passphrase. Its failure harms nobody.
    package func forget() {
        _ = try? ChildProcess(
            "/usr/bin/gpgconf", ["--homedir", home, "--reload", "gpg-agent"], environment: environment,
            deadlineMilliseconds: 10_000
        ).run()
    }

    /// After a fault nothing of the output is left.
    private func keeping(_ output: String, _ body: () throws(Fault) -> Void) throws(Fault) {
        do throws(Fault) { try body() } catch {
            unlink(output)
            throw error
        }
        chmod(output, 0o600)
    }

    private var environment: [String: String] { ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": home] }

    private static let standing = [
        "--batch", "--no-options", "--no-tty", "--no-greeting", "--status-fd", "1", "--passphrase-fd", "0",
        "--pinentry-mode", "loopback", "--trust-model", "always", "--no-auto-key-retrieve", "--no-auto-key-locate",
        "--no-auto-check-trustdb", "--disable-dirmngr", "--no-symkey-cache",
    ]

    private func run(_ arguments: [String], _ passphrase: Secret?) throws(Fault) -> GnuPGWords {
        var line: [UInt8] = []
        try passphrase?.lend { bytes throws(Fault) in line = Array(bytes) }
        line.append(10)
        defer { line.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
        let child = ChildProcess(
            program, ["--homedir", home] + GnuPG.standing + arguments, environment: environment,
            deadlineMilliseconds: 3_600_000, outputLimit: 4 << 20)
        let outcome: ChildProcess.Outcome
        do throws(Fault) { outcome = try child.run(input: line) } catch {
            throw Fault(.pgpProgram, .stop, error.message, context: error.context)
        }
        guard !outcome.overran, let status = GnuPGStatus(outcome.output) else {
            let why = outcome.overran ? "was ended after an hour" : "said what nobody understands"
            throw Fault(.pgpProgram, .stop, "\(program) \(why).", context: ["program": program])
        }
        return GnuPGWords(exit: outcome.status, status: status, lastWords: outcome.lastWords)
    }
}
