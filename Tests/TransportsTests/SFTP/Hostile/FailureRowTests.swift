import ConformanceKit
import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

/// Rows of the catalogue of failures that concern one conversation. What a run makes of them is the engine's.
@Suite struct `SFTP when` {
    private let content = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }

    @Test func `row 7: the quota is used up, names it, waits, and leaves no file but the part`() throws {
        let place = try QuirkSession("refuse write 4 0 Disk quota exceeded")
        let fault = try place.store(".x-part", content)
        #expect(fault?.code == .placeFull && fault?.disposition == .retry(after: 600))
        #expect(fault?.message.contains("Disk quota exceeded") == true)
        #expect(place.served.all == [".x-part"])
        #expect(try place.session.remove([".x-part"]).count == 1 && place.served.all == [])
    }

    @Test func `row 7: the quota is used up without a word, does not take the part for the file`() throws {
        let place = try QuirkSession("quota 100000")
        #expect(try place.store(".x-part", content)?.code == .placeRefused)
        #expect(place.served.all == [".x-part"] && place.served.bytes(".x-part") != content)
    }

    @Test func `row 11: a file ends before its size, or goes on behind it, takes nothing`() throws {
        for quirk: Quirk in ["eof-at 100000", "size-lie +1", "size-lie -1", "beyond 5", "size-lie absent"] {
            let place = try QuirkSession(quirk)
            try place.served.write("f", content)
            guard case .failure(let fault) = try place.fetch("f") else {
                Issue.record("\(quirk): a file was taken that is not whole")
                continue
            }
            #expect(fault.code == .placeTruncated, "\(quirk)")
        }
    }

    @Test func `row 12: a file grows while it is read, says that it is not finished`() throws {
        let scratch = try Scratch()
        try scratch.write("place/f", [UInt8](repeating: 1, count: 3_000_000))
        let session = try PipeTransport(folder: scratch.at("place")).connect(.bare())
        let fates = try session.fetch([FetchItem("f", into: GrowingSink(scratch.at("place/f")))])
        guard case .failure(let fault) = fates[0] else {
            Issue.record("a growing file was taken for whole")
            return
        }
        #expect(fault.code == .placeTruncated && fault.message.contains("not finished"))
    }

    @Test func `row 16: a folder has 100,000 files, lists them in time and in little memory`() throws {
        let scratch = try Scratch()
        let folder = try scratch.folder("place")
        for number in 0..<100_000 { _ = try folder.create("data-of-the-library-\(number).csv") }
        let session = try PipeTransport(folder: scratch.at("place")).connect(.bare())
        let before = ProcessFigures.now.kilobytes
        var (count, most) = (0, 0)
        let begun = WallClock.steady()
        try session.list("") { _ throws(Fault) in
            count += 1
            if count % 5000 == 0 { most = max(most, ProcessFigures.now.kilobytes - before) }
            return .more
        }
        let seconds = WallClock.steady() - begun
        print("row 16: \(Int(seconds * 1000)) ms, \(most) kB more at most")
        #expect(count == 100_000 && seconds < 10)
        // Other tests run in this process at the same time; the listing itself takes less than one.
        #expect(most < 64 << 10)
    }

    @Test func `row 29: a rename fails again and again, keeps what was to be renamed, and does it when it can`() throws
    {
        let place = try QuirkSession("refuse rename 4 3")
        #expect(try place.store(".x-part", content) == nil)
        for _ in 1...3 {
            #expect(try place.rename(".x-part", "f")?.code == .placeRefused)
            #expect(place.served.all == [".x-part"] && place.served.bytes(".x-part") == content)
        }
        #expect(try place.rename(".x-part", "f") == nil)
        #expect(place.served.all == ["f"] && place.served.bytes("f") == content)
    }

    @Test(arguments: ["rename-replaces", "refuse posix-rename 4"] as [Quirk])
    func `row 30: the target exists, leaves both files alone`(quirk: Quirk) throws {
        let place = try QuirkSession(quirk)
        try place.served.write("f", [1])
        #expect(try place.store(".x-part", content) == nil)
        #expect(try place.rename(".x-part", "f")?.code == .placeExists)
        #expect(place.served.bytes("f") == [1] && place.served.bytes(".x-part") == content)
        #expect(!place.session.abilities.contains(.exclusiveRename))
    }

    @Test func `row 31: somebody sweeps its temporary file away, says that there is nothing to rename`() throws {
        let place = try QuirkSession("sweep -part")
        #expect(try place.store(".x-part", content) == nil)
        #expect(try place.session.stat([".x-part"])[0].get() == nil)
        #expect(try place.rename(".x-part", "f")?.code == .placeMissing)
        #expect(place.served.all == [])
    }

    @Test func `row 32: a consumer takes the file at once, sees it gone and sends nothing again`() throws {
        let place = try QuirkSession("consumer")
        #expect(try place.store(".x-part", content) == nil)
        #expect(try place.rename(".x-part", "f") == nil)
        #expect(try place.session.stat(["f", ".x-part"]).map { try $0.get() } == [nil, nil])
        guard case .failure(let fault) = try place.fetch("f") else {
            Issue.record("it was fetched from nowhere")
            return
        }
        #expect(fault.code == .placeMissing)
        #expect(place.pipe.taken.all == ["f"] && place.pipe.taken.bytes("f") == content)
        #expect(place.pipe.notes.count { $0.hasPrefix("taken ") } == 1)
    }
}

/// Makes the file that is being read longer.
private final class GrowingSink: ByteSink {
    private let path: String
    private(set) var count = 0

    init(_ path: String) { self.path = path }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        if count == 0, let file = fopen(path, "ae") {
            fputs("one more line\n", file)
            fclose(file)
        }
        count += bytes.count
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {}
}
