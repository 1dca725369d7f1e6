import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

@Suite struct `Reading an output back` {
    private static let profile: Node = ["fields": ["primary_id": "ID", "last_name": "NAME"]]

    private static func converted(_ count: Int = 3) throws -> Converted {
        try Converted(profile, "ID,NAME\n" + (1...count).map { "\($0),name \($0 * 7919)\n" }.joined())
    }

    private func refused(_ converted: Converted, _ change: (inout [UInt8]) -> Void) throws -> String? {
        do {
            try converted.feed.verify([converted.delivered(change)], tally: converted.report.tally, .quick)
            return nil
        } catch let fault as Fault {
            return fault.code.name
        }
    }

    @Test func `finds what was written`() throws {
        for count in [1, 3, 5000] {
            let converted = try Self.converted(count)
            #expect(try refused(converted) { _ in } == nil)
            try converted.feed.verify([converted.delivered()], tally: converted.report.tally, .full)
        }
    }

    @Test func `notices every flipped bit, but for those behind the last packed one, which say nothing`() throws {
        let converted = try Self.converted()
        var unnoticed: [Int] = []
        for place in try converted.zip.indices {
            for bit in 0..<8 where try refused(converted, { $0[place] ^= 1 << UInt8(bit) }) == nil {
                unnoticed.append(place * 8 + bit)
            }
        }
        let padding = try Self.lastPackedByte(converted.zip)
        #expect(Set(unnoticed.map { $0 / 8 }).isSubset(of: [padding]), "bits \(unnoticed)")
        #expect(unnoticed.count < 8)
    }

    /// Deflate streams end within a byte (RFC 1951, 3.1.1); the directory's first entry follows.
    private static func lastPackedByte(_ zip: [UInt8]) throws -> Int {
        try #require(zip.indices.first { zip[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) - 1
    }

    @Test func `notices a file cut short anywhere, or with something after its end`() throws {
        let converted = try Self.converted()
        for length in 0..<(try converted.zip.count) {
            #expect(try refused(converted) { $0 = Array($0.prefix(length)) } != nil, "\(length) bytes")
        }
        #expect(try refused(converted) { $0 += [0] } == "zip.damaged")
        #expect(try refused(converted) { $0 += $0 } == "zip.damaged")
    }

    @Test func `notices users that are missing or too many`() throws {
        let converted = try Self.converted()
        for accepted in [0, 2, 4] {
            var tally = converted.report.tally
            tally.accepted = accepted
            let fault = #expect(throws: Fault.self) {
                try converted.feed.verify([converted.delivered()], tally: tally, .quick)
            }
            #expect(fault?.code == .sisOutput)
        }
    }
}
