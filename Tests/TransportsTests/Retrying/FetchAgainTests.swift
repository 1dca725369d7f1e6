import Exchange
import Testing

@testable import Transports

@Suite struct `A fetch that broke off` {
    private let whole = RetryingTrial.bytes(200_000)

    private func fetch(_ trial: RetryingTrial, listed: Entry? = nil) throws -> (
        fate: Result<Int, Fault>, bytes: [UInt8]
    ) {
        let sink = MemorySink()
        let fates = try trial.session().fetch([FetchItem("a", into: sink, listed: listed)])
        return (fates[0], sink.bytes)
    }

    private func trial(meanwhile: @escaping (FrailPlace) -> Void = { _ in }) -> RetryingTrial {
        let trial = RetryingTrial()
        trial.place.files["a"] = whole
        trial.place.strength = [150_000]
        let place = trial.place
        place.meanwhile[1] = { [unowned place] in meanwhile(place) }
        return trial
    }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 100_000, 199_999])
    func `goes on where it stopped`(cut: Int) throws {
        let trial = trial()
        trial.place.strength = [cut]
        let got = try fetch(trial)
        #expect(try got.fate.get() == whole.count && got.bytes == whole)
        #expect(trial.place.fetched <= whole.count + 2 * TrailSink.length)
    }

    @Test func `does not go on with another beginning, another end, a shorter file or none`() throws {
        let whole = whole
        for (name, other) in [
            ("beginning", [whole[0] ^ 1] + whole.dropFirst()), ("none", nil), ("shorter", Array(whole.prefix(100))),
            ("end", Array(whole.prefix(149_999)) + [whole[149_999] ^ 1] + whole.suffix(50_000)),
        ] as [(String, [UInt8]?)] {
            let got = try fetch(trial { $0.files["a"] = other })
            guard case .failure(let fault) = got.fate else {
                Issue.record("\(name) was taken")
                continue
            }
            #expect(fault.code == .placeTruncated && fault.disposition == .retry(after: 60))
            #expect(got.bytes.count == 150_000, "nothing more was taken")
        }
    }

    @Test func `does not go on with a file whose size or time is not the listing's`() throws {
        let whole = whole
        let listed = Entry(name: "a", kind: .file, size: whole.count, modified: Moment(seconds: 1000))
        #expect(try fetch(trial(), listed: listed).bytes == whole)
        let touched = try fetch(trial { $0.modified = 1001 }, listed: listed)
        let grown = try fetch(trial { $0.files["a"] = whole + [1] }, listed: listed)
        for got in [touched, grown] {
            guard case .failure(let fault) = got.fate else {
                Issue.record("it was taken")
                continue
            }
            #expect(fault.code == .placeTruncated)
        }
    }

    @Test func `is truncated where the place cannot go on in the middle`() throws {
        let trial = trial()
        trial.place.resumes = false
        guard case .failure(let fault) = try fetch(trial).fate else {
            Issue.record("it was taken")
            return
        }
        #expect(fault.code == .placeTruncated)
    }

    @Test func `leaves the others of its batch whole`() throws {
        let trial = RetryingTrial()
        let names = (0..<40).map { "file-\($0)" }
        for (number, name) in names.enumerated() {
            trial.place.files[name] = RetryingTrial.bytes(number * 731, salt: number)
        }
        trial.place.strength = [0, 5000, 90_000, 300_000]
        let sinks = names.map { _ in MemorySink() }
        let fates = try trial.session().fetch(zip(names, sinks).map { FetchItem($0, into: $1) })
        for (name, (sink, fate)) in zip(names, zip(sinks, fates)) {
            #expect(try fate.get() == sink.count && sink.bytes == trial.place.files[name])
        }
        #expect(trial.place.opened == 5)
    }

    @Test func `keeps to the part that was asked for`() throws {
        let trial = trial()
        trial.place.strength = [30_000]
        let sink = MemorySink()
        let fates = try trial.session().fetch([FetchItem("a", into: sink, from: 1000, atMost: 50_000)])
        #expect(try fates[0].get() == 51_000 && sink.bytes == Array(whole[1000..<51_000]))
    }
}
