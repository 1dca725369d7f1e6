import Exchange
import Glibc
import ServerKit
import Testing

@testable import Transports

/// Row 28 of the failure catalogue: what has expired or is wrong is not tried until the account is locked.
@Suite struct `Credentials that were refused` {
    private static let night = 24 * 3600
    private static let today = 1_795_267_800

    private func code(_ transport: SFTPTransport, _ visit: Visit) -> Code? {
        do throws(Fault) {
            try transport.connect(visit).close()
            return nil
        } catch {
            #expect(error.disposition == .stop)
            return error.code
        }
    }

    @Test(.enabled(if: getuid() == 0), arguments: NetworkTrial.Way.allCases)
    func `row 28: rest after two tries, and are tried once more when a person asks`(way: NetworkTrial.Way) throws {
        let server = try SSHServer(.password("open sesame"))
        let trial = try NetworkTrial(server)
        let transport = try trial.transport(way, key: "password", at: trial.secret("password", "open barley"))
        // A run every five minutes.
        for run in 0..<8 { #expect(code(transport, trial.visit(at: Self.today + run * 300)) == .placeLogin) }
        #expect(server.waitForLog("Failed password", count: 2) && server.refusals == 2)
        for _ in 0..<2 {
            let before = server.refusals
            try PlaceLesson.wakeLogin(trial.memory)
            for run in 0..<4 { #expect(code(transport, trial.visit(at: Self.today + 3000 + run)) == .placeLogin) }
            #expect(server.refusals == before + 1)
        }
        // An hour later by itself, and then not for a day.
        let before = server.refusals
        for run in 0..<12 { _ = code(transport, trial.visit(at: Self.today + 7200 + run * 3600)) }
        #expect(server.refusals == before + 1)
        #expect(server.connections == server.refusals)
    }

    @Test(.enabled(if: getuid() == 0), arguments: NetworkTrial.Way.allCases)
    func `row 28: say when they are tried again and what wakes them`(way: NetworkTrial.Way) throws {
        let server = try SSHServer(.password("open sesame"))
        let trial = try NetworkTrial(server)
        let transport = try trial.transport(way, key: "password", at: trial.secret("password", "open barley"))
        for _ in 0..<2 { _ = code(transport, trial.visit()) }
        let fault = #expect(throws: Fault.self) { try transport.connect(trial.visit(at: Self.today + 600)) }
        #expect(
            fault?.message.contains("2 times; it is not tried again for 50 minutes") == true, "\(fault?.message ?? "")")
        #expect(fault?.remedy.contains("exchange connections test campus") == true)
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 28: leave others alone, and are forgotten once they are right`(way: NetworkTrial.Way) throws {
        let server = try SSHServer()
        let trial = try NetworkTrial(server)
        let stranger = try trial.transport(way, at: SSHKeys.stranger().path)
        for _ in 0..<4 { #expect(code(stranger, trial.visit()) == .placeLogin) }
        #expect(server.connections == 2)
        #expect(try code(trial.transport(way), trial.visit()) == nil)
        #expect(trial.memory.values[PlaceLesson.loginRefused] == nil && server.logins == 1)
        #expect(code(stranger, trial.visit()) == .placeLogin && server.connections == 4)
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 28: rest when the password has expired, which nobody changes from here`(way: NetworkTrial.Way) throws {
        let server = try LoginServer(.password("open sesame"), .expired)
        let trial = try NetworkTrial(server)
        let transport = try trial.transport(way, key: "password", at: trial.secret("password", "open sesame"))
        #expect(code(transport, trial.visit()) == .sftpPasswordExpired)
        #expect(code(transport, trial.visit()) == .sftpPasswordExpired)
        #expect(code(transport, trial.visit()) == .placeLogin)
        #expect(server.connections == 2 && !server.log.contains("password changed") && !server.log.contains("in"))
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 28: given as an answer to a question, are given once a login`(way: NetworkTrial.Way) throws {
        let server = try LoginServer(.question("Password: ", answer: "open sesame"))
        let trial = try NetworkTrial(server)
        let right = try trial.transport(way, key: "password", at: trial.secret("right", "open sesame"))
        let session = try right.connect(trial.visit())
        #expect(try session.stat(["nothing"])[0].get() == nil)
        session.close()
        #expect(server.refusals == 0)
        let wrong = try trial.transport(way, key: "password", at: trial.secret("wrong", "open barley"))
        for _ in 0..<5 { #expect(code(wrong, trial.visit()) == .placeLogin) }
        #expect(server.refusals == 2, "\(server.log)")
    }
}
