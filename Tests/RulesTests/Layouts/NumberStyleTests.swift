import Exchange
import Foundation
import Rules
import Testing

@Suite struct `Numbers as a target wants them` {
    static func written(
        _ number: String, _ digits: Int?, zerosTo width: Int? = nil, _ change: (inout NumberStyle) -> Void = { _ in }
    ) -> String {
        var style = NumberStyle()
        change(&style)
        var bytes: [UInt8] = []
        guard let decimal = Exchange.Decimal(number) else { return "no number" }
        if let problem = style.append(decimal, digits: digits, zerosTo: width, to: &bytes) { return "\(problem)" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `have the digits, mark and sign that were asked for`() {
        #expect(Self.written("1319.05", 2) == "1319.05")
        #expect(Self.written("-3", 2) == "-3.00")
        #expect(Self.written("0.5", nil) == "0.5")
        #expect(Self.written("0", 2) == "0.00")
        #expect(Self.written("-0.05", 2) { $0.mark = 0x2C } == "-0,05")
        #expect(Self.written("-12.5", 2) { $0.sign = .trailing } == "12.50-")
        #expect(Self.written("-12.5", 2) { $0.sign = .brackets } == "(12.50)")
        #expect(Self.written("-12.5", 2) { $0.sign = .dropped } == "12.50")
        #expect(Self.written("-12.5", 2) { $0.sign = .refused } == "negative")
        #expect(Self.written("12.5", 2) { ($0.sign, $0.isNegated) = (.refused, true) } == "negative")
        #expect(Self.written("12.505", 2) == "digits")
        #expect(Self.written("1234567.5", 2) { $0.grouping = 0x2C } == "1,234,567.50")
        #expect(Self.written("123", 0) { $0.grouping = 0x2C } == "123")
        #expect(Self.written("12.5", 2) { $0.mark = nil } == "1250")
        #expect(Self.written("-12.5", 2, zerosTo: 10) == "-000012.50")
        #expect(Self.written("-12.5", 2, zerosTo: 10) { $0.sign = .trailing } == "000012.50-")
        #expect(Self.written("12.5", 2, zerosTo: 3) == "12.50")
        #expect(Self.written("999999999999999999.999999999", 9) == "999999999999999999.999999999")
    }

    /// Amounts of every sign and scale, each written and read; a million of them where `EXCHANGE_ALL_AMOUNTS` is set.
    @Test func `are read back to the last digit`() throws {
        var numbers = SeededNumbers(seed: 26)
        let signs: [NumberStyle.Sign] = [.leading, .trailing, .brackets]
        var (sum, read) = (Exchange.Decimal.zero, Exchange.Decimal.zero)
        var differences = 0
        var bytes: [UInt8] = []
        let rounds = ProcessInfo.processInfo.environment["EXCHANGE_ALL_AMOUNTS"] == nil ? 100_000 : 1_000_000
        for round in 0..<rounds {
            var style = NumberStyle()
            style.sign = signs[round % 3]
            style.mark = round % 5 == 0 ? nil : round % 2 == 0 ? 0x2E : 0x2C
            style.grouping = round % 7 == 0 ? 0x27 : nil
            let digits = round % 4
            let units = Int128(Int.random(in: -99_999_999_999...99_999_999_999, using: &numbers))
            guard let number = Exchange.Decimal(units: units, scale: digits) else { continue }
            bytes.removeAll(keepingCapacity: true)
            guard style.append(number, digits: digits, to: &bytes) == nil, let back = style.read(bytes) else {
                differences += 1
                continue
            }
            let written = style.written(number, digits: digits)
            if back != written { differences += 1 }
            sum = try #require(sum.plus(written))
            read = try #require(read.plus(back))
        }
        #expect(differences == 0)
        #expect(sum == read)
    }
}
