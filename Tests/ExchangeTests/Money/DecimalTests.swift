import Exchange
import Testing

@Suite struct `Exact decimals` {
    @Test(arguments: [
        ("0", "0"), ("17.0", "17"), ("-3", "-3"), ("0.5", "0.5"), ("1319.05", "1319.05"), ("+7", "7"), ("-0", "0"),
        ("000123.4500", "123.45"), ("0.000000001", "0.000000001"), ("999999999999999999.999999999", nil),
        ("1.0000000000", "1"),
    ])
    func `are read to the last digit and written in their shortest form`(text: String, short: String?) throws {
        let number = try #require(Decimal(text))
        #expect(number.description == short ?? text)
        #expect(Decimal(number.description) == number)
    }

    @Test(arguments: [
        ("", DecimalProblem.blank), ("1.234,50", .groups), ("1,234.50", .groups), ("12,50", .groups), (".5", .bare),
        ("5.", .bare), ("1e3", .stranger), ("$5", .stranger), ("--5", .stranger), ("5-", .stranger), ("(5)", .stranger),
        ("1 000", .stranger), ("1.2.3", .groups), ("0.1234567891", .deep), ("1234567890123456789", .large),
        ("NaN", .stranger), ("-", .bare), ("\u{0661}", .stranger),
    ])
    func `are not guessed`(text: String, problem: DecimalProblem) {
        #expect(DecimalReading.plain.read(text.utf8) == .failure(problem))
        #expect(Decimal(text) == nil)
    }

    @Test func `are read in the styles that files have, where these are declared`() throws {
        let german = DecimalReading(marks: [0x2C], grouping: 0x2E)
        #expect(try german.read("1.234,50".utf8).get() == Decimal("1234.5"))
        #expect(try german.read("12.345.678,9".utf8).get() == Decimal("12345678.9"))
        for wrong in ["1234.567,5", "1.23,5", "1.2345", "12.34", ".123", "1,5,0"] {
            #expect(german.read(wrong.utf8) == .failure(.groups), "\(wrong)")
        }
        let mainframe = DecimalReading(mayTrail: true, mayBracket: true)
        #expect(try mainframe.read("12.50-".utf8).get() == Decimal("-12.5"))
        #expect(try mainframe.read("(12.50)".utf8).get() == Decimal("-12.5"))
        let either = DecimalReading(marks: [0x2E, 0x2C])
        #expect(try either.read("12,50".utf8).get() == either.read("12.50".utf8).get())
    }

    @Test func `are read alike in one piece of memory and letter by letter, whatever they are`() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("00112345678999..,-+ '()e".utf8)
        let styles = [
            DecimalReading.plain, DecimalReading(marks: [0x2C], grouping: 0x2E),
            DecimalReading(marks: [0x2E, 0x2C], mayTrail: true, mayBracket: true), DecimalReading(marks: []),
        ]
        for _ in 0..<100_000 {
            let length = Int.random(in: 0...(Bool.random(using: &random) ? 6 : 24), using: &random)
            let text = (0..<length).map { _ in letters.randomElement(using: &random) ?? 0x30 }
            for style in styles {
                let whole = text.withUnsafeBufferPointer { style.read($0) }
                if whole == style.read(AnySequence(text)) { continue }
                Issue.record("\(String(decoding: text, as: UTF8.self)) is \(whole) in one piece of memory")
            }
        }
    }

    @Test func `are written alike with few figures and with many`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100_000 {
            let units = Int128.random(in: -(Int128(1) << 110)...(Int128(1) << 110), using: &random)
            let small = units >> Int128.random(in: 0...109, using: &random)
            guard let number = Decimal(units: small, scale: Int.random(in: 0...18, using: &random)) else {
                Issue.record("\(small) is no number")
                return
            }
            #expect(number.description == number.text(digits: number.scale))
            #expect(Decimal(units: number.units, scale: number.scale) == number)
        }
    }

    @Test func `add up, multiply and compare without losing anything`() throws {
        var random = SystemRandomNumberGenerator()
        var sum = Decimal.zero
        var cents: Int128 = 0
        for _ in 0..<1_000_000 {
            let units = Int64.random(in: -9_999_999_999...9_999_999_999, using: &random)
            let money = Decimal(units: Int128(units), scale: 2)!
            sum = sum.plus(money)!
            cents += Int128(units)
        }
        #expect(sum.units(at: 2) == cents)
        #expect(Decimal("0.1")!.plus(Decimal("0.2")!) == Decimal("0.3"))
        #expect(Decimal("1.25")!.times(Decimal("-3.2")!) == Decimal(whole: -4))
        #expect(Decimal("2.5")! < Decimal("10")! && Decimal("-1.01")! < Decimal("-1")!)
        #expect(Decimal("0.000000001")! > .zero)
    }

    @Test func `a sum split at random adds up to itself, to the digit`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100_000 {
            let scale = Int.random(in: 0...9, using: &random)
            let total = Decimal(
                units: Int128(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)), scale: scale)!
            var rest = total
            var parts: [Decimal] = []
            for _ in 0..<Int.random(in: 0...9, using: &random) {
                let part = Decimal(units: Int128(Int32.random(in: .min ... .max, using: &random)), scale: scale)!
                parts.append(part)
                rest = rest.minus(part)!
            }
            parts.append(rest)
            #expect(parts.reduce(Optional(Decimal.zero)) { $0?.plus($1) } == total)
            #expect(Decimal(total.description) == total)
        }
    }

    @Test func `become minor units only where no digit is lost`() throws {
        #expect(Money(Decimal("46.5")!, Currency("USD")!).minor == 4650)
        #expect(Money(Decimal("46.505")!, Currency("USD")!).minor == nil)
        #expect(Money(Decimal("46.505")!, Currency("KWD")!).minor == 46505)
        #expect(Money(Decimal("46.5")!, Currency("JPY")!).minor == nil)
        #expect(Money(Decimal("46")!, Currency("JPY")!).minor == 46)
        #expect(Currency("usd") == nil && Currency("EURO") == nil && Currency("XXX") == nil)
    }

    @Test func `are rounded away from zero at a half`() throws {
        for (text, digits, rounded) in [
            ("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("1.0049", 2, "1"), ("99.995", 2, "100"), ("2.5", 0, "3"),
            ("1.2", 3, "1.2"),
        ] { #expect(Decimal(text)!.rounded(to: digits) == Decimal(rounded)!, "\(text)") }
    }

    @Test func `too large a number is none, never a wrong one`() throws {
        let large = Decimal("999999999999999999.999999999")!
        #expect(large.times(large) == nil)
        var sum: Decimal? = large
        var books = MoneyBooks()
        for _ in 0..<40 { sum = sum.flatMap { $0.plus($0) } }
        #expect(sum == nil)
        books.read(Money(large, Currency("EUR")!))
        books.book(Money(large, Currency("EUR")!), .delivered)
        #expect(books.balances)
    }

    @Test func `people read them with commas and both cents`() {
        #expect(Money(Decimal("1319.5")!, Currency("USD")!).description == "USD 1,319.50")
        #expect(Money(Decimal("-42018881")!, Currency("JPY")!).description == "JPY -42,018,881")
        #expect(Decimal("7")!.text(digits: 2) == "7.00" && Decimal("0.125")!.text(digits: 2) == "0.125")
    }
}

@Suite struct `Books of money` {
    private let usd = Currency("USD")!
    private let eur = Currency("EUR")!

    @Test func `balance per currency, and say which do not`() {
        var books = MoneyBooks()
        books.read(Money(Decimal("10")!, usd))
        books.read(Money(Decimal("5")!, eur))
        books.book(Money(Decimal("7.5")!, usd), .delivered)
        books.book(Money(Decimal("5")!, eur), .filtered)
        #expect(!books.balances && books.unbalanced == [usd])
        #expect(books.accounts[usd]?.difference == Decimal("2.5"))
        books.book(Money(Decimal("2.5")!, usd), .held)
        #expect(books.balances)
        var both = books
        both.add(books)
        #expect(both.balances && both.accounts[usd]?.read == Decimal("20"))
    }
}
