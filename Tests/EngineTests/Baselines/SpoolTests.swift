import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `A spool` {
    private let scratch: Scratch
    private let folder: Folder

    init() throws {
        scratch = try Scratch()
        folder = try Folder.open(scratch.path)
    }

    private func read(_ spool: any Spool, _ count: Int, at offset: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = try buffer.withUnsafeMutableBytes { try spool.read(into: $0, at: offset) }
        return Array(buffer[..<got])
    }

    @Test func `gives back what was appended, wherever and whenever it is asked`() throws {
        let spool = try FileSpool(folder)
        var random = Seeded(5)
        var expected: [UInt8] = []
        for _ in 0..<3000 {
            let size = Int.random(in: 0...(Bool.random(using: &random) ? 40 : 3000), using: &random)
            let piece = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            try piece.withUnsafeBytes { try spool.append($0) }
            expected += piece
            #expect(spool.count == expected.count)
            guard Int.random(in: 0..<20, using: &random) == 0 else { continue }
            let place = Int.random(in: 0...expected.count + 5, using: &random)
            let wanted = Int.random(in: 0...400_000, using: &random)
            let there = place < expected.count ? Array(expected[place..<min(place + wanted, expected.count)]) : []
            #expect(try read(spool, wanted, at: place) == there, "\(wanted) at \(place) of \(expected.count)")
        }
        var offset = 0
        while offset < expected.count {
            let got = try read(spool, 777, at: offset)
            #expect(got == Array(expected[offset..<min(offset + 777, expected.count)]))
            offset += got.count
        }
        #expect(try read(spool, 10, at: expected.count).isEmpty)
    }

    @Test func `read while it grows shows what is new`() throws {
        let spool = try FileSpool(folder)
        for number in 0..<500 {
            let line = Array("\(number);".utf8)
            let place = spool.count
            try line.withUnsafeBytes { try spool.append($0) }
            #expect(try read(spool, 100, at: place) == line)
        }
    }

    @Test func `has no name, and several do not meet`() throws {
        let spools = try (0..<3).map { _ in try FileSpool(folder) }
        for (number, spool) in spools.enumerated() {
            let bytes = [UInt8](repeating: UInt8(number), count: 1 << 20)
            try bytes.withUnsafeBytes { try spool.append($0) }
        }
        #expect(scratch.names(".").isEmpty)
        for (number, spool) in spools.enumerated() {
            #expect(try read(spool, 1 << 20, at: 0) == [UInt8](repeating: UInt8(number), count: 1 << 20))
        }
    }
}
