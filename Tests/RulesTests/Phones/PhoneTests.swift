import Exchange
import Rules
import Testing

/// Numbers of films and of the ranges kept free for examples.
@Suite struct `A telephone number` {
    static func value(_ number: String, _ phone: String) -> String {
        let read = Reading("{column: A, phone: \(phone)}")
        return read.complaints.isEmpty ? Row(["A": number]).value(read.rule) : "\(read.said)"
    }

    static let america = "{country: 1, digits: 10}"
    static let germany = "{country: 49, trunk: 0}"

    @Test(arguments: [
        ("(312) 555-0100", america, "+13125550100"), ("312.555.0100", america, "+13125550100"),
        ("1-312-555-0100", america, "+13125550100"), ("+1 312 555 0100", america, "+13125550100"),
        ("001 312 555 0100", america, "+13125550100"), ("+49 30 23125 000", america, "+493023125000"),
        ("030 23125-000", germany, "+493023125000"), ("0049 30 23125000", germany, "+493023125000"),
        ("+49 (0)30 23125000", germany, "+493023125000"), ("30/23125000", germany, "+493023125000"),
        ("+1 312 555 0100", germany, "+13125550100"),
        ("(312) 555-0100", "{format: \"###-###-####\"}", "312-555-0100"),
        ("1 312 555 0100", "{country: 1, format: \"###-###-####\"}", "312-555-0100"),
        ("3125550100", "{country: 1, digits: 10, format: \"{country}-{number}\"}", "1-3125550100"),
        ("312 555 0100", "{format: \"{number}\"}", "3125550100"), ("312 555 0100", "{}", "3125550100"),
        ("+44 20 7946 0000", "{}", "+442079460000"),
    ])
    func `is rewritten`(number: String, phone: String, value: String) { #expect(Self.value(number, phone) == value) }

    @Test(arguments: [
        ("555-0100", america, "has 7 digits where 10 are expected"), ("none", america, "has letters in it"),
        ("312 555 0100 x12", america, "has letters in it"),
        ("2 312 555 0100", america, "has 11 digits where 10 are expected"),
        ("-", america, "has 0 digits where 10 are expected"), ("+", "{}", "has 0 digits, and no telephone number has"),
        ("1234567890123456", "{}", "has 16 digits, and no telephone number has"),
        ("+4412", germany, "ok"), ("+441", germany, "has 3 digits, and no telephone number has"),
        ("３１２", america, "has letters in it"),
    ])
    func `that cannot be is not guessed at`(number: String, phone: String, words: String) {
        #expect(Self.value(number, phone) == (words == "ok" ? number : "rule.phone: \(words)"))
    }
}
