import Exchange
import Testing

@testable import Transports

@Suite struct `A store that broke off` {
    private static let long = RetryingTrial.bytes(3 << 20)
    private static let short = RetryingTrial.bytes(300_000)

    private func store(
        _ trial: RetryingTrial, _ bytes: [UInt8], tries: Int = 5
    ) throws -> Result<Int, Fault> {
        try trial.session(tries: tries).store([StoreItem(RetryingTrial.file(bytes), as: "a.tmp")])[0]
    }

    private func code(_ fate: Result<Int, Fault>) -> Code? {
        guard case .failure(let fault) = fate else { return nil }
        return fault.code
    }

    @Test func `goes on behind a long part, and reads all of it back`() throws {
        let trial = RetryingTrial()
        trial.place.strength = [2 << 20]
        #expect(try store(trial, Self.long).get() == 3 << 20)
        #expect(trial.place.files["a.tmp"] == Self.long && trial.place.stored == 3 << 20)
        #expect(trial.place.fetched >= 3 << 20)
    }

    @Test(arguments: [0, 1, 999, 299_999])
    func `begins a short part anew`(cut: Int) throws {
        let trial = RetryingTrial()
        trial.place.strength = [cut]
        #expect(try store(trial, Self.short).get() == 300_000)
        #expect(trial.place.files == ["a.tmp": Self.short] && trial.place.stored == 300_000 + cut)
    }

    @Test func `does not send again what is there whole`() throws {
        // The answer to the last byte is what got lost.
        for bytes in [Self.short, Self.long] {
            let trial = RetryingTrial()
            trial.place.strength = [0]
            let place = trial.place
            place.meanwhile[1] = { [unowned place] in place.files["a.tmp"] = bytes }
            #expect(try store(trial, bytes).get() == bytes.count)
            #expect(place.stored == 0 && place.fetched >= bytes.count && place.files["a.tmp"] == bytes)
        }
    }

    @Test func `stores an empty file once more`() throws {
        let trial = RetryingTrial()
        trial.place.files["other"] = [1]
        trial.place.strength = [0]
        let place = trial.place
        place.meanwhile[1] = { [unowned place] in place.files["a.tmp"] = [] }
        let fates = try trial.session().store([
            StoreItem(RetryingTrial.file([1]), as: "b.tmp"), StoreItem(RetryingTrial.file([]), as: "a.tmp"),
        ])
        #expect(try fates.map { try $0.get() } == [1, 0] && place.files["a.tmp"] == [])
    }

    @Test func `leaves alone what is not the beginning of what it sends`() throws {
        for other in [Array("somebody else's".utf8), Self.short + [1], [Self.short[0] ^ 1] + Self.short.dropFirst()] {
            for resumes in [true, false] {
                let trial = RetryingTrial()
                trial.place.strength = [0]
                let place = trial.place
                place.resumes = resumes
                place.meanwhile[1] = { [unowned place] in place.files["a.tmp"] = other }
                #expect(code(try store(trial, Self.short)) == .placeExists)
                #expect(place.files["a.tmp"] == other && place.stored == 0)
            }
        }
    }

    @Test func `begins anew where the place cannot go on in the middle`() throws {
        let trial = RetryingTrial()
        trial.place.resumes = false
        trial.place.strength = [2 << 20]
        #expect(try store(trial, Self.long).get() == 3 << 20 && trial.place.files["a.tmp"] == Self.long)
    }

    @Test func `takes away what was not put together right, and says so`() throws {
        let trial = RetryingTrial()
        trial.place.strength = [2 << 20]
        let place = trial.place
        // A server that wrote out of order leaves a hole that neither end shows.
        place.meanwhile[1] = { [unowned place] in place.files["a.tmp"]?[1 << 20] ^= 1 }
        #expect(code(try store(trial, Self.long)) == .placeTruncated && place.files["a.tmp"] == nil)
    }

    @Test func `gives up where a part only stays what it was`() throws {
        let trial = RetryingTrial()
        trial.place.strength = [2 << 20] + (0..<50).map { _ in 2 * TrailSink.length }
        let fault = #expect(throws: Fault.self) { try store(trial, Self.long, tries: 3) }
        #expect(fault?.code == .placeLost && trial.place.opened < 8)
    }

    @Test func `reads back in several conversations`() throws {
        let trial = RetryingTrial()
        trial.place.strength = [2 << 20] + (0..<20).map { _ in (1 << 20) + 2 * TrailSink.length }
        #expect(try store(trial, Self.long, tries: 2).get() == 3 << 20)
        #expect(trial.place.files["a.tmp"] == Self.long)
    }

    @Test func `of many files gets further each time`() throws {
        let trial = RetryingTrial()
        let files = (0..<60).map { RetryingTrial.bytes(10_000, salt: $0) }
        trial.place.strength = (0..<60).map { 100_000 + $0 * 20_000 }
        let fates = try trial.session(tries: 2).store(
            files.enumerated().map { StoreItem(RetryingTrial.file($1), as: "file-\($0)") })
        #expect(try fates.allSatisfy { try $0.get() == 10_000 })
        for (number, bytes) in files.enumerated() { #expect(trial.place.files["file-\(number)"] == bytes) }
        #expect(trial.place.stored < 2 * 600_000)
    }

    @Test func `where nothing may be removed or read is the fate of the one file`() throws {
        for (mayRead, wanted) in [(true, Code.placeRefused), (false, .placeExists)] {
            let trial = RetryingTrial()
            trial.place.strength = [1500]
            trial.place.mayRemove = false
            trial.place.mayRead = mayRead
            let fates = try trial.session().store([
                StoreItem(RetryingTrial.file(Self.short), as: "a.tmp"),
                StoreItem(RetryingTrial.file([1, 2]), as: "b.tmp"),
            ])
            #expect(code(fates[0]) == wanted && code(fates[1]) == nil && trial.place.files["b.tmp"] == [1, 2])
        }
    }
}
