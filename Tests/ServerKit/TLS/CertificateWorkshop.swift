import Glibc

/// Certificates made for one test, good ones and bad ones of every kind (`Tests/Servers/certificates.py`); gone with this
/// object.
package final class CertificateWorkshop {
    /// The server they are for.
    package static let host = "campus.example.test"

    private let folder: ServerFolder

    /// `isShort` makes `good-rsa2048` only, for tests of something else.
    package init(isShort: Bool = true) throws {
        folder = try ServerFolder()
        let words = [TestProgram.script("certificates"), folder.path] + (isShort ? ["--short"] : [])
        let process = try KeptProcess(TestProgram.python, ["-W", "ignore"] + words, log: folder.at("log"))
        guard process.waitForLog("done", seconds: 60) else {
            throw TestTrouble("no certificates were made: \(process.log.joined(separator: "\n"))")
        }
    }

    /// All names, in order.
    package var names: [String] {
        FolderNames.all(in: folder.path).filter { $0.hasSuffix(".key") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// The authority that vouches for a server in the eyes of the test.
    package func authority(of name: String) -> String {
        let own = folder.at("\(name).ca")
        return access(own, R_OK) == 0 ? own : authority
    }

    package var authority: String { folder.at("ca.pem") }
    package func certificate(_ name: String) -> String { folder.at("\(name).pem") }
    package func key(_ name: String) -> String { folder.at("\(name).key") }
}
