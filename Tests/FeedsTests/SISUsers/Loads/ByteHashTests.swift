import ConformanceKit
import Testing

@testable import Feeds

@Suite struct `A hash of bytes` {
    private let hash = ByteHash()

    private func plain(_ text: [UInt8]) -> UInt64 { text.withUnsafeBufferPointer { hash($0) } }
    private func folded(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBufferPointer { hash.folded($0) } }

    @Test func `folds letters as lowercased does, whatever the length`() {
        var numbers = SeededNumbers(seed: 2)
        let letters = Array("AaZz@[`{09-é ÉßKſ")
        for length in 0...70 {
            for _ in 0..<20 {
                let text = String((0..<length).map { _ in letters.randomElement(using: &numbers) ?? "a" })
                #expect(folded(text) == folded(text.lowercased()), "\(text)")
                #expect(folded(text) == folded(text.uppercased().lowercased()) || text.contains { "ßſ".contains($0) })
            }
        }
    }

    @Test func `tells every byte of ASCII apart, but for the case of letters`() {
        for length in [1, 7, 8, 9, 15, 16, 17, 33] {
            var seen: [UInt64: UInt8] = [:]
            for byte in 0..<UInt8(128) {
                let text = String(repeating: "x", count: length - 1) + String(UnicodeScalar(byte))
                let isCapital = (0x41...0x5A).contains(byte)
                if !isCapital { #expect(seen.updateValue(byte, forKey: folded(text)) == nil) }
            }
        }
    }

    @Test func `is another for another length, place or byte`() {
        var seen: Set<UInt64> = []
        var count = 0
        for length in 0...70 {
            for place in 0..<max(1, length) {
                for byte: UInt8 in [0, 1, 0x61] where byte != 0x61 || length > 0 {
                    var text = [UInt8](repeating: 0x61, count: length)
                    if place < length { text[place] = byte }
                    if byte == 0x61 && place > 0 || length == 0 && byte == 1 { continue }
                    count += 1
                    seen.insert(plain(text))
                }
            }
        }
        #expect(seen.count == count)
    }

    @Test func `compares folded texts as it hashes them`() {
        for (left, right, isSame) in [
            ("AB1", "ab1", true), ("É", "é", true), ("a", "b", false), ("", "", true), ("a", "", false),
            ("K", "k", true),
        ] {
            let (first, second) = (Array(left.utf8), Array(right.utf8))
            let isEqual = first.withUnsafeBufferPointer { left in
                second.withUnsafeBufferPointer { equalFolded(left, $0) }
            }
            #expect(isEqual == isSame && (folded(left) == folded(right)) == isSame, "\(left) \(right)")
        }
    }
}
