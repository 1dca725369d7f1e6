import Glibc

/// HTTPS servers on 127.0.0.1, one for each of several certificates, good and bad (`Tests/Servers/https_server.py`, whose
/// header is the table of what it does at which path).
package final class HTTPSServer {
    /// One port with one certificate of the workshop.
    package struct Port: Hashable, Sendable {
        let name: String
        let certificate: String
        let options: [String]

        package init(_ certificate: String = "good-rsa2048", as name: String? = nil, options: [String] = []) {
            self.name = name ?? certificate
            self.certificate = certificate
            self.options = options
        }
    }

    package let workshop: CertificateWorkshop
    package let served: ServedFiles
    private let folder: ServerFolder
    private let process: KeptProcess
    private let ports: [String: Int]

    package init(_ ports: [Port] = [Port()], workshop: CertificateWorkshop? = nil) throws {
        let made = try workshop ?? CertificateWorkshop()
        self.workshop = made
        folder = try ServerFolder()
        let files = folder.at("files")
        mkdir(files, 0o755)
        served = ServedFiles(files)
        let words = ports.map { port in
            "\(port.name)="
                + ([made.certificate(port.certificate), made.key(port.certificate)] + port.options).joined(
                    separator: ",")
        }
        process = try KeptProcess(
            TestProgram.python, ["-W", "ignore", TestProgram.script("https_server"), files] + words,
            log: folder.at("log"))
        guard process.waitForLog("ready", seconds: 30) else {
            throw TestTrouble("the HTTPS server did not start: \(process.log.joined(separator: "\n"))")
        }
        var found: [String: Int] = [:]
        for line in process.log {
            let words = line.split(separator: " ")
            if words.count == 2, let port = Int(words[1]) { found[String(words[0])] = port }
        }
        self.ports = found
    }

    deinit { process.end() }

    /// The port of a certificate, or of the name it was given.
    package func port(_ name: String = "good-rsa2048") -> Int { ports[name] ?? 0 }

    /// What happened so far: `connection NAME`, and a line for each request.
    package var log: [String] { process.log }
    package func requests(_ beginning: String) -> Int { log.count { $0.hasPrefix(beginning) } }

    @discardableResult
    package func waitForLog(_ text: String, count: Int = 1, seconds: Double = 5) -> Bool {
        process.waitForLog(text, count: count, seconds: seconds)
    }
}
