import Exchange
import Testing

@testable import Transports

@Suite struct `A session that comes back` {
    @Test func `pauses longer each time, between half and the whole of twice the last pause`() {
        let policy = RetryPolicy(tries: 9, firstMilliseconds: 1000, longestMilliseconds: 60_000)
        for (count, whole) in [(1, 1000), (2, 2000), (3, 4000), (6, 32_000), (7, 60_000), (8, 60_000), (500, 60_000)] {
            #expect(policy.pause(after: count, chance: 0) == whole / 2)
            #expect(policy.pause(after: count, chance: 0.999_999) <= whole)
            #expect(policy.pause(after: count, chance: 0.5) == whole * 3 / 4)
        }
    }

    @Test func `tries an unreachable server as often as it is told, and says so`() throws {
        let trial = RetryingTrial()
        trial.place.refusals = (0..<9).map { _ in Fault(.placeUnreachable, .retry(after: 60), "Nobody there.") }
        let fault = #expect(throws: Fault.self) { try trial.session() }
        #expect(fault?.code == .placeUnreachable && fault?.disposition == .retry(after: 60))
        #expect(fault?.message == "Nobody there. It was tried 5 times." && trial.place.tries == 5)
        // 1, 2, 4 and 8 seconds, three quarters of each, and never asleep for longer than a wish to stop may wait.
        #expect(trial.pause == 11_250 && trial.sleeps.allSatisfy { $0 <= 250 })
        #expect(trial.said.first == "Nobody there. Trying again in 1 s.")
    }

    @Test func `tries once where a person waits, and does not sleep`() throws {
        let trial = RetryingTrial()
        trial.place.refusals = (0..<9).map { _ in Fault(.placeUnreachable, .retry(after: 60), "Nobody there.") }
        let fault = #expect(throws: Fault.self) { try trial.session(isAttended: true) }
        #expect(fault?.message == "Nobody there." && trial.place.tries == 1 && trial.pause == 0 && trial.said.isEmpty)
    }

    @Test func `does not try again what will not go away`() throws {
        for code in [Code.placeLogin, .sftpHostKeyChanged, .placeProtocol, .placeAddress] {
            let trial = RetryingTrial()
            trial.place.refusals = [Fault(code, .stop, "No.")]
            #expect(throws: Fault.self) { try trial.session() }
            #expect(trial.place.tries == 1 && trial.pause == 0)
        }
    }

    @Test func `hears a wish to stop while it waits`() throws {
        let trial = RetryingTrial(stopsAfter: 600)
        trial.place.refusals = (0..<9).map { _ in RetryingTrial.lost() }
        let fault = #expect(throws: Fault.self) { try trial.session() }
        #expect(fault?.code == .placeAborted && trial.pause <= 1000 && trial.place.tries == 1)
    }

    @Test func `counts from the beginning once something moved`() throws {
        let trial = RetryingTrial()
        trial.place.files["a"] = RetryingTrial.bytes(100_000)
        // Many conversations break off, each a little later.
        trial.place.strength = (0..<30).map { _ in 3000 + 2 * TrailSink.length * 2 }
        let sink = MemorySink()
        let fates = try trial.session(tries: 2).fetch([FetchItem("a", into: sink)])
        #expect(try fates[0].get() == 100_000 && sink.bytes == trial.place.files["a"])
        #expect(trial.place.opened > 3)
    }

    @Test func `gives up where nothing moves, however often it is asked`() throws {
        let trial = RetryingTrial()
        trial.place.files["a"] = RetryingTrial.bytes(10)
        trial.place.strength = (0..<20).map { _ in 0 }
        let session = try trial.session(tries: 3)
        let fault = #expect(throws: Fault.self) { try session.fetch([FetchItem("a", into: MemorySink())]) }
        #expect(fault?.code == .placeLost && trial.place.opened == 3)
    }

    @Test func `keeps the conversation where the server only says no`() throws {
        let trial = RetryingTrial()
        let session = try trial.session()
        for _ in 0..<3 {
            let fault = #expect(throws: Fault.self) { try session.list("absent") { _ throws(Fault) in .more } }
            #expect(fault?.code == .placeMissing)
        }
        #expect(trial.place.opened == 1 && trial.place.closed == 0)
    }

    @Test func `lends no entry twice, and lends all`() throws {
        let trial = RetryingTrial()
        for number in 0..<50 { trial.place.files["file-\(number)"] = [] }
        trial.place.strength = [10, 30]
        var names: [String] = []
        try trial.session().list("") { entry throws(Fault) in
            names.append(entry.name)
            return .more
        }
        #expect(names.count == 50 && Set(names) == Set(trial.place.files.keys) && trial.place.opened == 3)
    }

    @Test func `does not take a fault of whoever lists for one of the place`() throws {
        let trial = RetryingTrial()
        trial.place.files["a"] = []
        let session = try trial.session()
        let fault = #expect(throws: Fault.self) {
            try session.list("") { _ throws(Fault) in throw Fault(.placeStalled, .retry(after: 1), "Mine.") }
        }
        #expect(fault?.message == "Mine." && trial.place.opened == 1 && trial.pause == 0)
    }

    @Test func `says of a rename that was done before the break that the file is not there`() throws {
        let trial = RetryingTrial()
        trial.place.files = ["a.tmp": [1], "b.tmp": [2]]
        trial.place.strength = [0]
        let fates = try trial.session().rename(
            [RenameItem(from: "a.tmp", to: "a"), RenameItem(from: "b.tmp", to: "b")], replacing: false)
        guard case .failure(let fault) = fates[0], case .success = fates[1] else {
            Issue.record("\(fates)")
            return
        }
        #expect(fault.code == .placeMissing && trial.place.files == ["a": [1], "b": [2]])
    }
}
