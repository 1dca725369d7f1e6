import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct ZipCheckTests {
    private func fault(_ bytes: [UInt8], by size: Int) -> Fault? {
        do throws(Fault) {
            _ = try checked(bytes, by: size)
            return nil
        } catch {
            return error
        }
    }

    private func small() throws -> [UInt8] {
        try zip([("a.xml", sample(3000)), ("b.xml", []), ("c", sample(40))], limits: ZipLimits(size: 2000, entries: 2))
    }

    @Test("A zip cut anywhere is damaged, and the fault says where")
    func truncated() throws {
        let bytes = try small()
        for length in 0..<bytes.count {
            let found = fault(Array(bytes[..<length]), by: 13)
            #expect(found?.code == .zipDamaged)
            #expect(found?.context["byte"] == "\(length)")
        }
    }

    @Test("Every changed byte is noticed, or changes nothing: the unused bits behind a packed stream")
    func changed() throws {
        let bytes = try small()
        let contents = try checked(bytes)
        for place in bytes.indices {
            for flip: UInt8 in [1, 0x80, 0xFF] {
                var damaged = bytes
                damaged[place] ^= flip
                if let found = fault(damaged, by: 512) {
                    #expect(found.code == .zipDamaged)
                } else {
                    #expect(try checked(damaged).map(\.bytes) == contents.map(\.bytes), "byte \(place)")
                }
            }
        }
    }

    @Test("Whatever follows the end is refused", arguments: [[0], [0x50, 0x4B], [0x0A]] as [[UInt8]])
    func junk(_ tail: [UInt8]) throws {
        #expect(fault(try small() + tail, by: 100)?.message.contains("follows the end") == true)
    }

    @Test("Two zips in a row are no zip")
    func twice() throws { #expect(fault(try small() + small(), by: 100) != nil) }

    @Test("Mutated zips never crash", arguments: 0..<200 as Range<UInt64>)
    func mutated(_ seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let bytes = try small()
        let damaged = Mutation.of(bytes, &numbers)
        #expect(damaged == bytes || fault(damaged, by: 64) != nil)
    }
}
