import ConformanceKit
import Exchange
import Formats
import Testing

@testable import Feeds

@Suite struct `A user in the spool` {
    private static func user(_ values: [[UInt8]]) -> UserRecord {
        var user = UserRecord(slots: values.count)
        for (slot, value) in values.enumerated().reversed() { user.put(value, in: slot) }
        user.close()
        return user
    }

    private static func body(_ user: UserRecord) -> [UInt8] {
        var body = [UInt8](repeating: 0xEE, count: UserBody.most(user.ranges))
        let size = body.withUnsafeMutableBufferPointer { place in
            user.bytes.withUnsafeBufferPointer { bytes in
                user.ranges.withUnsafeBufferPointer { ranges in
                    guard let place = place.baseAddress, let bytes = bytes.baseAddress else { return 0 }
                    return UserBody.write(bytes, ranges, to: place)
                }
            }
        }
        return Array(body.prefix(size))
    }

    private static func values(_ body: [UInt8], slots: Int) -> [[UInt8]]? {
        var ranges = [Range<Int>](repeating: 0..<0, count: slots)
        let isWhole = body.withUnsafeBufferPointer { bytes in
            ranges.withUnsafeMutableBufferPointer { ranges in
                guard let base = bytes.baseAddress else { return false }
                return UserBody.read(base, 0, bytes.count, into: ranges)
            }
        }
        return isWhole ? ranges.map { Array(body[$0]) } : nil
    }

    @Test func `comes out as it went in, however long its values are`() {
        for count in [0, 1, 254, 255, 256, 70_000] {
            let values = [Array("first".utf8), [UInt8](repeating: 0x61, count: count), [], Array("last".utf8)]
            let body = Self.body(Self.user(values))
            #expect(Self.values(body, slots: 4) == values)
            #expect(Self.values(body + [0], slots: 4) == nil && Self.values(body, slots: 5) == nil)
            for length in [0, 1, 3, 4, 8, body.count - 1] {
                #expect(Self.values(Array(body.prefix(length)), slots: 4) == nil, "\(count) \(length)")
            }
        }
    }

    @Test func `is found anywhere, also over the borders of what is read at once`() throws {
        var numbers = SeededNumbers(seed: 3)
        let spool = UserSpool(MemorySpool())
        let users = (0..<200).map { number in
            (0..<3).map { _ in
                [UInt8](
                    repeating: UInt8(number),
                    count: [0, 3, 40, 254, 255, 300, 9000].randomElement(using: &numbers) ?? 0)
            }
        }
        var offsets: [Int] = []
        for (number, values) in users.enumerated() {
            var head = UserHead(Position(record: number, byte: number * 10, line: number + 2), length: 7, file: 1)
            (head.kind, head.population, head.flags) = (UInt16(number), UInt8(number), .plain)
            offsets.append(try spool.append(head, Self.user(values)))
            if number.isMultiple(of: 50) { offsets.append(try spool.append(head)) }
        }
        let all = users.enumerated().flatMap {
            $0.offset.isMultiple(of: 50) ? [$0.element, [[], [], []]] : [$0.element]
        }
        for size in [32, 33, 100, 4096, 1 << 20] {
            var window = UserWindow(spool, slots: 3, size: size)
            for index in Array(offsets.indices) + offsets.indices.shuffled(using: &numbers) {
                try window.load(offsets[index])
                let found = (0..<3).map { window.user.with($0) { Array($0) } }
                #expect(found == all[index], "user \(index) by \(size)")
            }
            try window.load(offsets[offsets.count - 1])
            #expect(window.head.line == 201 && window.head.byte == 1990 && window.head.kind == 199)
            #expect(window.head.population == 199 && window.head.file == 1 && window.user.glance.isPlain)
        }
    }
}
