import Exchange
import Rules
import Testing

@Suite struct `A lookup table` {
    static func value(_ code: String, _ file: String) -> String {
        let read = Reading("{column: A, lookup: t.csv}", files: ["t.csv": file])
        return read.said.isEmpty ? Row(["A": code]).value(read.rule) : read.said.joined(separator: "; ")
    }

    @Test(arguments: [
        "UG,UNDERGRAD", "UG;UNDERGRAD", "UG\tUNDERGRAD", "from,to\nUG,UNDERGRAD\n", "From;To\r\nUG;UNDERGRAD\r\n",
        "# of the registrar, 2026\n\n  \nUG , UNDERGRAD \n", "\"UG\",\"UNDERGRAD\"", " \"UG\" ;UNDERGRAD",
        "A,B\rUG,UNDERGRAD\r",
        "A,B;C\nUG,UNDERGRAD\nD,E", "\"A,B\";C\n\"C,D\";E\nUG;UNDERGRAD",
    ])
    func `may be written as people do`(file: String) { #expect(Self.value("UG", file) == "UNDERGRAD") }

    @Test func `keeps what stands in quotes`() {
        #expect(Self.value("a, b", "\"a, b\",\"say \"\"x\"\"\"\n") == "say \"x\"")
        #expect(Self.value("#1", "\"#1\",one") == "one")
        #expect(Self.value("é", "é,É") == "É")
    }

    @Test(arguments: [
        ("UG", "Profiles/t.csv:1:1 'UG' has no target"), ("A,B\nUG,\n", "Profiles/t.csv:2:1 'UG' has no target"),
        ("A,B\n,X", "Profiles/t.csv:2:1 this line has no code before its target"),
        (
            "A,B,C",
            "Profiles/t.csv:1:1 this line has 3 columns; a lookup table has two, the source's code and the target"
        ),
        ("A,B\n# x\nA,C", "Profiles/t.csv:3:1 'A' stands in this table already, further up"),
        (
            "A,\"B\nC,D",
            "Profiles/t.csv:1:1 a quote in this line is not closed, or something stands behind a closed one"
        ),
        ("\"A\"x,B", "Profiles/t.csv:1:1 a quote in this line is not closed, or something stands behind a closed one"),
        ("A,B\u{1}", "Profiles/t.csv:1:1 there is an invisible control character in this line"),
        ("", "Profiles/t.csv:1:1 there is not one line 'from,to' in this table"),
        ("from,to\n#A,B", "Profiles/t.csv:1:1 there is not one line 'from,to' in this table"),
    ])
    func `that is wrong says in which line`(file: String, said: String) { #expect(Self.value("A", file) == said) }

    @Test func `of ten thousand lines knows each, and nothing else`() {
        let lines = (0..<10_000).map { "C\($0),T\($0 * 7)" }
        let read = Reading("{column: A, lookup: t.csv}", files: ["t.csv": lines.joined(separator: "\n")])
        let compiled = read.rule?.compiled { _ in 0 }
        var wrong = 0
        var bytes: [UInt8] = []
        let codes = NewCodes()
        for number in 0..<10_000 {
            bytes.removeAll(keepingCapacity: true)
            let outcome = Row(["A": "C\(number)"]).withCells {
                compiled?.evaluate($0, today: Row.today, codes: codes, into: &bytes)
            }
            if outcome != .value || bytes != Array("T\(number * 7)".utf8) { wrong += 1 }
        }
        #expect(wrong == 0 && codes.isEmpty)
        for code in ["C10000", "C", "c1", "C01", "C1 2", "T7"] {
            #expect(Row(["A": code]).value(read.rule) == "rule.lookup: is not in t.csv")
        }
    }

    @Test(arguments: [
        ("", "Profiles/t.csv:1:1 there is not one date in this calendar"),
        ("2026-12-18\n2026-13-01", "Profiles/t.csv:2:1 this line has no date as YYYY-MM-DD"),
        (
            "F,2026-12-18\n2027-05-14",
            "Profiles/t.csv:2:1 some lines of this calendar have a key and some have none; this one is unlike the first"
        ),
        ("F,2026-12-18\nF,2027-05-14", "Profiles/t.csv:2:1 'F' stands in this calendar already, further up"),
        (",2026-12-18", "Profiles/t.csv:1:1 this line has no key before its date"),
        (
            "F,x,2026-12-18",
            "Profiles/t.csv:1:1 this line has 3 columns; a calendar has one, the date, or two, a key and the date"
        ),
    ])
    func `or a calendar that is wrong says in which line`(file: String, said: String) {
        #expect(Reading("{calendar: t.csv}", files: ["t.csv": file]).said == [said])
    }
}
