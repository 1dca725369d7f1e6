import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `A conversation over HTTPS` {
    private let trial: HTTPSTrial
    private let body = Array(String(repeating: "0123456789", count: 100).utf8)

    init() throws {
        trial = try HTTPSTrial()
        try trial.server.served.write("one.txt", Array("one".utf8))
    }

    private func get(_ path: String) throws(Fault) -> [UInt8] {
        let account: HTTPSAccount
        do { account = try trial.account() } catch { throw Fault(.placeRefused, .stop, "\(error)") }
        let conversation = try trial.conversation(account)
        defer { conversation.close() }
        let sink = MemorySink()
        _ = try conversation.get(path, into: sink)
        return sink.bytes
    }

    @Test func `gets what is there, packed or not, and follows a redirect on the same server`() throws {
        #expect(try get("files/one.txt") == Array("one".utf8))
        #expect(try get("gzip") == body)
        #expect(try get("moved") == Array("one".utf8))
    }

    @Test func `many requests share a few connections`() throws {
        for number in 0..<40 { try trial.server.served.write("f\(number)", Array("\(number)".utf8)) }
        let conversation = try trial.conversation()
        let sinks = (0..<40).map { _ in MemorySink() }
        let fates = try conversation.carry(
            sinks.indices.map { HTTPSRequest(.get, "files/f\($0)", sink: sinks[$0], isFile: true) })
        for (number, fate) in fates.enumerated() {
            #expect(try fate.get().status == 200)
            #expect(sinks[number].bytes == Array("\(number)".utf8))
        }
        #expect(trial.server.requests("connection") <= 4)
    }

    @Test func `posts, with headers, and takes the answer`() throws {
        let conversation = try trial.conversation()
        let sink = MemorySink()
        let answer = try conversation.post(
            "echo", Array("hello".utf8), type: "text/plain", headers: ["X-Test: 7"], into: sink)
        #expect(answer.status == 200 && sink.bytes == Array("text/plain hello".utf8))
        #expect(trial.server.waitForLog("x-test=7"))
    }

    @Test func `a header with a line break in it is never sent`() throws {
        let conversation = try trial.conversation()
        #expect(throws: Fault.self) {
            _ = try conversation.get("files/one.txt", headers: ["X-Test: 7\r\nX-Other: 8"], into: MemorySink())
        }
        #expect(trial.server.requests("GET") == 0)
    }

    @Test func `redirects elsewhere, to plain http and in a circle are not followed`() throws {
        let port = trial.server.port()
        for path in ["elsewhere/other.example.test:\(port)", "elsewhere/127.0.0.1:\(port)", "downgrade", "circle"] {
            #expect(try trial.fault(path)?.code == .httpsRedirect, "\(path)")
        }
        #expect(trial.server.requests("GET /files") == 0)
    }

    @Test func `what a status means is said, and what may pass is tried again`() throws {
        let codes: [Int: Code] = [
            400: .httpsStatus, 401: .placeLogin, 403: .placeRefused, 404: .placeMissing, 410: .placeMissing,
            413: .placeTooLarge, 418: .httpsStatus, 429: .httpsBusy, 500: .httpsBusy, 503: .httpsBusy,
        ]
        for (status, code) in codes {
            let fault = try trial.fault("status/\(status)")
            #expect(fault?.code == code && fault?.message.contains("HTTP \(status)") == true, "\(status)")
        }
        let fault = try trial.fault("later/7/1")
        #expect(fault?.disposition == .retry(after: 7) && fault?.context[Retrying.wait] == "7")
    }

    @Test func `the time a server asks for is waited`() throws {
        var slept = 0
        let trial = trial
        let account = try trial.account()
        let address = try #require(HostAddress("127.0.0.1"))
        let visit = Visit(now: { Moment(seconds: 1_795_267_800) }, sleep: { slept += $0 })
        let session = try RetryingSession("https", visit) { () throws(Fault) in
            try HTTPSSession(account, visit) { _ in .found([address]) }
        }
        let sink = MemorySink()
        let fates = try session.fetch([FetchItem("later/90/2", into: sink)])
        #expect(try fates[0].get() == 3 && sink.bytes == Array("one".utf8))
        #expect(slept >= 180_000)
    }

    @Test func `a body that lies about its length is never whole`() throws {
        #expect(try trial.fault("longer")?.code == .placeTruncated)
        #expect(try trial.fault("endless")?.code == .httpsEndless)
        #expect(try trial.fault("endless", isFile: false) == nil)
    }

    @Test func `nothing longer than allowed is taken, packed or not`() throws {
        try trial.server.served.write("long", [UInt8](repeating: 7, count: 4000))
        trial.largest = 2000
        #expect(try trial.fault("files/long")?.code == .placeTooLarge)
        trial.largest = 1 << 20
        let fault = try trial.fault("bomb", isFile: false)
        #expect(fault?.code == .placeTooLarge, "\(fault?.message ?? "")")
        #expect(try trial.fault("head")?.code == .placeProtocol)
    }

    @Test func `a server that stalls is given up in time`() throws {
        trial.timeouts = PlaceTimeouts(
            connectMilliseconds: 2000, idleMilliseconds: 300, progressBytes: 1, progressMilliseconds: 60_000)
        let before = WallClock.steady()
        for path in ["stall/500", "silent"] {
            let fault = try trial.fault(path)
            #expect(fault?.code == .placeStalled, "\(path): \(fault?.message ?? "")")
        }
        #expect(WallClock.steady() - before < 8)
    }

    @Test func `a wish to stop is heard while a server is silent`() throws {
        let started = WallClock.steady()
        let account = try trial.account()
        #expect {
            let conversation = try trial.conversation(account, abort: Abort { WallClock.steady() > started + 0.3 })
            _ = try conversation.carry(HTTPSRequest(.get, "silent"))
        } throws: {
            ($0 as? Fault)?.code == .placeAborted
        }
        #expect(WallClock.steady() - started < 3)
    }

    @Test func `passwords and tokens go to the server only`() throws {
        let scratch = try Scratch()
        try scratch.write("secret", "s3cret\n")
        #expect(try trial.fault("private")?.code == .placeLogin)
        chmod(scratch.at("secret"), 0o600)
        trial.login = .password(user: "library", .file(scratch.at("secret")))
        #expect(try trial.fault("private") == nil)
        #expect(trial.server.waitForLog("authorization=Basic bGlicmFyeTpzM2NyZXQ="))
        trial.login = .token(.file(scratch.at("secret")))
        #expect(try trial.fault("private") == nil)
        #expect(trial.server.waitForLog("authorization=Bearer s3cret"))
        // Not even to a redirect's target.
        #expect(try trial.fault("elsewhere/localhost:\(trial.server.port())")?.code == .httpsRedirect)
    }
}
