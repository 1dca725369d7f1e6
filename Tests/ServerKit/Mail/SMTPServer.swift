/// Mail servers on 127.0.0.1 (`Tests/Servers/smtp_server.py`, whose header is the table of what they do).
package final class SMTPServer {
    /// One port with one certificate of the workshop.
    package struct Port: Hashable, Sendable {
        let name: String
        let certificate: String
        let options: [String]

        package init(_ name: String = "good", certificate: String = "good-rsa2048", options: [String] = []) {
            self.name = name
            self.certificate = certificate
            self.options = options
        }
    }

    package static let password = "correct horse: 1 b\u{E4}ttery"

    package let workshop: CertificateWorkshop
    private let folder: ServerFolder
    private let process: KeptProcess
    private let ports: [String: Int]

    package init(_ ports: [Port] = [Port()], workshop: CertificateWorkshop? = nil) throws {
        let made = try workshop ?? CertificateWorkshop()
        self.workshop = made
        folder = try ServerFolder()
        let words = ports.map { port in
            "\(port.name)="
                + ([made.certificate(port.certificate), made.key(port.certificate)] + port.options).joined(
                    separator: ",")
        }
        process = try KeptProcess(
            TestProgram.python, ["-W", "ignore", TestProgram.script("smtp_server")] + words, log: folder.at("log"),
            environment: ["SMTP_PASSWORD": SMTPServer.password])
        guard process.waitForLog("ready", seconds: 30) else {
            throw TestTrouble("the mail server did not start: \(process.log.joined(separator: "\n"))")
        }
        var found: [String: Int] = [:]
        for line in process.log {
            let words = line.split(separator: " ")
            if words.count == 2, let port = Int(words[1]) { found[String(words[0])] = port }
        }
        self.ports = found
    }

    deinit { process.end() }

    package func port(_ name: String = "good") -> Int { ports[name] ?? 0 }

    package var log: [String] { process.log }

    /// The mails a port has taken so far, as JSON.
    package func mails(_ name: String = "good") -> [String] {
        log.filter { $0.hasPrefix("mail \(name) ") }.map { String($0.dropFirst("mail \(name) ".count)) }
    }
}
