import Exchange
import Testing

@testable import Engine

@Suite struct `Trusting a host key` {
    private let given: PlaceDeskGiven
    private let place = ToldPlace()
    private let old = ShownKey(type: "ssh-ed25519", fingerprint: "SHA256:old")
    private let new = ShownKey(type: "ssh-ed25519", fingerprint: "SHA256:new")

    init() throws { given = try PlaceDeskGiven() }

    private func trusting() throws -> Trusting {
        try Trusting("campus", ToldTransport(place), given.shelf())
    }

    private func trust(_ fingerprint: String, _ keys: [ShownKey], because reason: String = "") throws {
        try trusting().trust(fingerprint, among: keys, at: Moment(seconds: 1_000_000), by: "alice", because: reason)
    }

    @Test func `records who decided, when and why`() throws {
        try trust("SHA256:old=", [old], because: "read out\nby telephone")
        let known = try #require(try trusting().trusted().first)
        #expect(known.key == old && known.person == "alice" && known.reason == "read out by telephone")
        #expect(known.moment == Moment(seconds: 1_000_000))
        #expect(
            try trusting().decisions()
                == ["1970-01-12 13:46:40 UTC alice trusted ssh-ed25519 SHA256:old: read out by telephone"])
        try trust("SHA256:old", [old])
        #expect(try trusting().trusted().count == 1, "twice is once")
    }

    @Test func `needs the fingerprint that the server shows`() throws {
        let fault = #expect(throws: Fault.self) { try trust("SHA256:new", [old]) }
        #expect(fault?.code == .trustOther && fault?.message.contains("SHA256:old") == true)
        #expect(throws: Fault.self) { try trust("SHA256:", [old]) }
        #expect(try trusting().trusted().isEmpty)
    }

    @Test func `needs a reason where another key was trusted before, which stays until it is revoked`() throws {
        try trust("SHA256:old", [old])
        let fault = #expect(throws: Fault.self) { try trust("SHA256:new", [new]) }
        #expect(fault?.code == .trustReason && fault?.message.contains("alice") == true)
        try trust("SHA256:new", [new], because: "announced for December")
        #expect(try trusting().trusted().map(\.key) == [old, new])
        #expect(try trusting().revoke("SHA256:old", at: Moment(seconds: 2_000_000), by: "bob", because: "done"))
        #expect(try trusting().trusted().map(\.key) == [new])
        #expect(try trusting().decisions().count == 3)
        #expect(throws: Fault.self, "a revoked key comes back with a reason only") { try trust("SHA256:old", [old]) }
        #expect(try !trusting().revoke("SHA256:old", at: Moment(seconds: 1), by: "bob", because: ""))
    }

    @Test func `is not for keys that the connection pins`() throws {
        place.behave { $0.rule = "pinned" }
        let fault = #expect(throws: Fault.self) { try trust("SHA256:old", [old]) }
        #expect(fault?.code == .trustRule)
    }
}
