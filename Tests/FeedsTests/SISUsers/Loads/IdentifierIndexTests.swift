import ConformanceKit
import Testing

@testable import Feeds

@Suite struct `The index of identifiers` {
    /// As `sorted` has it, and all of them.
    private static func expectSorted(_ hashes: [UInt64]) {
        var index = IdentifierIndex()
        for (row, hash) in hashes.enumerated() { index.add(hash, row: row, slot: row % 3) }
        index.sort()
        let expected = hashes.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
        let (found, rows) = (index.entries.map(\.hash), index.entries.map { Int($0.row) })
        #expect(found == expected.map(\.element) && rows == expected.map(\.offset))
        #expect(index.entries.allSatisfy { $0.slot == $0.row % 3 })
    }

    @Test func `is sorted by hash, and within one by row`() {
        var numbers = SeededNumbers(seed: 1)
        for count in [0, 1, 2, 47, 48, 49, 300, 5000] {
            Self.expectSorted((0..<count).map { _ in numbers.next() })
            // Few hashes, many rows of each.
            Self.expectSorted((0..<count).map { _ in numbers.next() % 7 })
            Self.expectSorted([UInt64](repeating: numbers.next(), count: count))
        }
        Self.expectSorted((0..<200_000).map { _ in numbers.next() })
    }

    @Test func `whatever the order it comes in`() {
        let up = (0..<3000).map { UInt64($0) << 40 }
        Self.expectSorted(up)
        Self.expectSorted(up.reversed())
        // All in one bucket until the last byte; then one in each of two, by turns.
        Self.expectSorted((0..<3000).map { UInt64(255 - $0 % 256) })
        Self.expectSorted((0..<3000).map { $0.isMultiple(of: 2) ? .max : 0 })
        Self.expectSorted((0..<3000).map { UInt64($0 % 64) << UInt64($0 % 8 * 8) })
    }

    @Test func `gives each run of equal hashes once`() throws {
        var index = IdentifierIndex()
        for (row, hash) in ([5, 1, 5, 9, 1, 5, 2] as [UInt64]).enumerated() { index.add(hash, row: row, slot: 0) }
        index.sort()
        var runs: [[UInt32]] = []
        index.eachRun { runs.append($0.map(\.row)) }
        #expect(runs == [[1, 4], [0, 2, 5]])
    }
}
