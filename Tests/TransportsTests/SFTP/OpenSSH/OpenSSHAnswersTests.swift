import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `What ssh asks` {
    private func answers(_ trial: OpenSSHTrial, _ credentials: [SSHCredential]) throws -> (
        OpenSSHAnswers, PassingFolder
    ) {
        let account = SSHAccount(
            name: "alma", host: "example.org", port: 22, user: "campus", credentials: credentials, hostKeys: .pins([]),
            channel: .openssh, jump: nil, addresses: nil, legacy: nil,
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: 1, idleMilliseconds: 1, progressBytes: 1, progressMilliseconds: 1))
        let folder = try PassingFolder("trial", in: trial.scratch.at("visit"))
        let keys = try OpenSSHKeys(credentials, in: folder, prefix: "")
        return (OpenSSHAnswers(account, try HostKeyJudge(account, trial.visit()), keys), folder)
    }

    private func answer(_ answers: inout OpenSSHAnswers, _ prompt: String) throws -> String {
        var said = ""
        try answers.answer([prompt]) { bytes throws(Fault) in said = String(decoding: bytes, as: UTF8.self) }
        return said
    }

    @Test func `gets the secret that belongs to it, once`() throws {
        let trial = try OpenSSHTrial()
        let key = try trial.key(SSHKeys.client(.rsa, .pem, locked: true))
        var (asked, folder) = try answers(trial, [key, trial.password("sesame")])
        #expect(try answer(&asked, "Enter passphrase for key 'key-1': ") == SSHKeys.passphrase)
        #expect(try answer(&asked, "campus@exchange's password: ") == "sesame")
        let again = #expect(throws: Fault.self) { try answer(&asked, "(campus@exchange) Password: ") }
        #expect(again?.code == .placeLogin)
        let key1 = #expect(throws: Fault.self) { try answer(&asked, "Enter passphrase for key 'key-1': ") }
        #expect(key1?.code == .sftpKey)
        folder.remove()
    }

    @Test func `by the server in its own words is never taken for ssh's question about a key`() throws {
        let trial = try OpenSSHTrial()
        let key = try trial.key(SSHKeys.client(.rsa, .pem, locked: true))
        var (asked, folder) = try answers(trial, [key])
        let fault = #expect(throws: Fault.self) {
            try answer(&asked, "(campus@exchange) Enter passphrase for key 'key-1': ")
        }
        #expect(fault?.code == .placeLogin && fault?.message.contains(SSHKeys.passphrase) == false)
        folder.remove()
    }

    @Test(arguments: [
        "Enter campus@exchange's old password: ", "(campus@exchange) New password: ",
        "(campus@exchange) You must change it.\nCurrent password: ",
    ])
    func `about a new password gets none`(prompt: String) throws {
        let trial = try OpenSSHTrial()
        var (asked, folder) = try answers(trial, [trial.password("sesame")])
        let fault = #expect(throws: Fault.self) { try answer(&asked, prompt) }
        #expect(fault?.code == .sftpPasswordExpired)
        folder.remove()
    }

    @Test func `with control characters is shown without them`() throws {
        let trial = try OpenSSHTrial()
        var (asked, folder) = try answers(trial, [])
        let fault = #expect(throws: Fault.self) { try answer(&asked, "(campus@exchange) \u{1B}[2JToken: ") }
        #expect(fault?.message.contains("?[2JToken:") == true)
        folder.remove()
    }
}
