import Glibc
import Machine

/// Accounts of this machine that a server lets in.
enum Account {
    /// The number of the private account: it is nobody's on any machine.
    static let privateNumber: uid_t = 64_123

    /// Whoever runs the tests.
    static var own: String {
        get throws {
            guard let entry = getpwuid(getuid()) else { throw TestTrouble("the account running the tests has no name") }
            return String(cString: entry.pointee.pw_name)
        }
    }

    static func numbers(of name: String) throws -> (uid_t, gid_t) {
        guard let entry = getpwnam(name) else { throw TestTrouble("there is no account \(name)") }
        return (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    /// A password as /etc/shadow has it.
    static func hash(_ password: String) throws -> String {
        let program =
            "import crypt,sys; print(crypt.crypt(sys.stdin.read(), crypt.mksalt(crypt.METHOD_SHA512, rounds=1000)))"
        let said = try ChildProcess(TestProgram.python, ["-W", "ignore", "-c", program]).run(
            input: Array(password.utf8))
        guard said.status == 0 else { throw TestTrouble("no hash: \(said.lastWords)") }
        return String(decoding: said.output, as: UTF8.self).filter { !$0.isNewline }
    }
}
