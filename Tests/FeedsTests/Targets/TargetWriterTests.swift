import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `A target` {
    static func fee(_ amount: String = "1", id: String = "1") -> KeyValuePairs<String, String> {
        ["user_id": id, "amount": amount, "transaction_id": "T", "transaction_date": "2026-11-20"]
    }

    @Test(arguments: [
        (
            "{name: A, value: user_name, required: yes}",
            "target.required A (fee) has no value, and the layout requires one"
        ),
        (
            "{name: A, constant: \"Żółć\"}",
            "target.character A (fee) has a character that ascii cannot carry (at place 1 of the value)"
        ),
        (
            "{name: A, constant: \"a\\tb\"}",
            "target.character A (fee) has a character that ascii cannot carry (at place 2 of the value)"
        ),
        ("{name: A, value: transaction_date, longest: 9}", "target.length A (fee) has 10 characters, and 9 have room"),
        (
            "{name: A, value: transaction_id, number: {decimals: 2}}",
            "target.number A (fee) is no number, so it cannot be written as one"
        ),
        (
            "{name: A, value: amount, number: {decimals: 0}}",
            "target.number A (fee) has more digits behind its decimal mark than can be written here; none may be lost"
        ),
        (
            "{name: A, value: transaction_id, format: YYYYMMDD}",
            "target.date A (fee) is no date as YYYY-MM-DD, so it cannot be written as YYYYMMDD"
        ),
        (
            "{name: A, constant: \"a,b\"}",
            "target.separator A (fee) holds the character that separates values, and nothing may be quoted"
        ),
        (
            "{name: A, value: {column: user_id, pattern: \"[a-z]\"}}",
            "rule.pattern A (fee) does not look as the profile's pattern demands"
        ),
    ])
    func `says what it cannot write, and writes nothing of the record`(field: String, said: String) throws {
        let trial = try TargetTrial(
            "format: delimited\nquote: never\nencoding: ascii\nrecords: [{for: fee, fields: [{value: user_id}, \(field)]}]"
        )
        try trial.add(fee: Self.fee("1.5"))
        #expect(trial.problems == [said])
        #expect(trial.writer.isEmpty)
        #expect(try trial.finish() == [])
        #expect(trial.controls == [])
    }

    @Test(arguments: [
        ("iso-8859-1", "refuse", "é", [0xE9]), ("windows-1252", "refuse", "€", [0x80]),
        ("utf-8", "refuse", "€", [0xE2, 0x82, 0xAC]),
        ("ascii", "{fold: latin}", "é“€”", Array("e\"EUR\"".utf8)),
        ("ascii", "{lookup: {ä: ae}}", "ä", Array("ae".utf8)),
        ("ascii", "{lookup: {ö: oe}, fold: latin}", "öü", Array("oeu".utf8)),
        ("iso-8859-1", "{fold: latin}", "éł", [0xE9, 0x6C]), ("ascii", "{fold: latin}", "a\u{301}", [0x61]),
    ])
    func `writes characters by a declared rule`(encoding: String, rule: String, text: String, bytes: [UInt8]) throws {
        let trial = try TargetTrial(
            "format: delimited\nquote: never\nencoding: \(encoding)\nunmappable: \(rule)\nrecords: [{for: fee, fields: [{value: user_name}]}]"
        )
        try trial.add(fee: ["user_name": text])
        #expect(trial.problems == [])
        try trial.writer.finish()
        #expect(trial.outbox.bytes(.delivery) == [bytes + [0x0A]])
    }

    @Test func `writes names of values in its encoding too`() throws {
        let trial = try TargetTrial(
            "format: delimited\nencoding: iso-8859-1\nnames: yes\nrecords: [{for: fee, fields: [{name: Gebühr, value: amount}]}]"
        )
        try trial.add(fee: Self.fee("1"))
        _ = try trial.finish()
        #expect(trial.outbox.bytes(.delivery) == [Array("Geb".utf8) + [0xFC] + Array("hr\n1\n".utf8)])
        let read = TargetTrial.read(
            "format: delimited\nencoding: ascii\nnames: yes\nrecords: [{for: fee, fields: [{name: Gebühr, value: amount}]}]"
        )
        #expect(read.said == ["4:31 ascii cannot carry the name 'Gebühr'"])
    }

    @Test func `discarding leaves no trace`() throws {
        let trial = try TargetTrial(
            "format: delimited\nrecords: [{for: fee, fields: [{counter: fee}, {value: amount, number: {decimals: 2}}]}, {for: file, at: end, fields: [{total: amount}, {count: lines}]}]"
        )
        try trial.add(fee: Self.fee("1"))
        try trial.add(fee: Self.fee("1.234"))
        try trial.add(fee: Self.fee("2"))
        #expect(try trial.finish() == ["1,1.00\n2,2.00\n3,3\n"])
    }

    @Test func `a record for which nothing would be written is a problem`() throws {
        let lines = try TargetTrial(
            "format: delimited\nrecords: [{for: fee, when: {amount: {above: 5}}, fields: [{value: amount}]}]")
        try lines.add(fee: Self.fee("5"))
        #expect(lines.problems == ["target.nowhere the layout (fee) writes nothing of it: no condition in it holds"])
        let files = try TargetTrial(
            "format: delimited\nfiles: [{part: a, when: {amount: {above: 5}}}]\nrecords: [{for: fee, fields: [{value: amount}]}]"
        )
        try files.add(fee: Self.fee("5"))
        #expect(files.problems == ["target.nowhere files (fee) has no file for it: no condition in it holds"])
    }

    @Test func `a total that does not fit in front ends the conversion`() throws {
        let trial = try TargetTrial(
            "format: delimited\nrecords: [{for: file, fields: [{name: SUM, total: amount, width: 3}]}, {for: fee, fields: [{value: amount}]}]"
        )
        try trial.add(fee: Self.fee("1000"))
        #expect(throws: Fault.self) { try trial.writer.finish() }
    }

    /// Any byte of any file that is another one shows, or is in no number, no name and no structure.
    @Test(arguments: ["bursar-fees-peoplesoft-fixed", "bursar-fees-banner"])
    func `a file that was changed does not read back`(example: String) throws {
        let trial = try TargetTrial(example: example)
        for amount in ["12.5", "-3", "300"] {
            try trial.add(fee: [
                "user_id": "900000417", "user_name": "N", "type_words": "w", "amount": amount,
                "transaction_id": "T\(amount)",
                "transaction_date": "2026-11-20",
            ])
        }
        _ = try trial.finish()
        let bytes = trial.outbox.bytes(.delivery)[0]
        func faults(_ bytes: [UInt8]) -> Bool {
            do throws(Fault) {
                try TargetCheck(trial.plan).check([GivenFile("x", bytes)], trial.report.tally, .quick)
                return false
            } catch { return error.code == .targetOutput }
        }
        #expect(!faults(bytes))
        for length in 0..<bytes.count where !faults(Array(bytes[..<length])) { Issue.record("cut at \(length)") }
        // A digit of an amount.
        let text = String(decoding: bytes, as: UTF8.self)
        let place = try #require(text.firstRange(of: "12.5")).lowerBound
        var changed = bytes
        changed[text.utf8.distance(from: text.startIndex, to: place)] = 0x39
        #expect(faults(changed))
        #expect(faults(bytes + bytes))
    }
}
