import Exchange
import Setup
import Testing

/// What a profile says of the files it takes.
struct PickupSettingsTests {
    private func plan(_ lines: [Int: String]) throws -> PickupPlan { try TestRoot(lines: lines).profile().plan.pickup }

    @Test func `a newcomer says nothing but names`() throws {
        let plan = try plan([7: ""])
        #expect(plan.settle(atRemote: false) == 2000 && plan.settle(atRemote: true) == 10_000)
        #expect(plan.order == .name && plan.ageMilliseconds == 0 && plan.atMost == nil && plan.empty == .hold)
        #expect(plan.sizes == 0...Int.max && plan.files.exceptions.isEmpty)
    }

    @Test func `every key is read`() throws {
        let plan = try plan([
            6: """
              files: ["a*.csv", "b*.csv"]
              files_regex: 'c\\d+\\.csv'
              except: "*_test.csv"
              order: number
              min_age: 15m
              expect: 2
              at_most: 50
              min_size: 10KB
              max_size: 2MB
              empty: ignore
            """
        ])
        #expect(
            ["a.csv", "b1.csv", "c12.csv", "c.csv", "a_test.csv"].map(plan.files.matches) == [
                true, true, true, false, false,
            ])
        #expect(plan.order == .number && plan.ageMilliseconds == 900_000 && plan.expect == 2 && plan.atMost == 50)
        #expect(plan.sizes == 10_000...2_000_000 && plan.empty == .ignore && plan.settle(atRemote: true) == 2000)
    }

    @Test func `expressions will do without patterns`() throws {
        #expect(try plan([6: "  files_regex: ['a\\d', 'b']"]).files.description == "/a\\d/ or /b/")
    }

    @Test(arguments: [
        (6, "  files: [\"*.csv\", \"a/b\"]", "6:20 from.files[2]"), (6, "  files_regex: '(a'", "6:16 from.files_regex"),
        (6, "  files_regex: ['a', 'b**']", "6:22 from.files_regex[2]"), (6, "  files: {a: b}", "6:10 from.files"),
        (7, "  except: \"[a\"", "7:11 from.except"), (7, "  order: newest", "7:10 from.order"),
        (7, "  empty: keep", "7:10 from.empty"), (7, "  at_most: 0", "7:12 from.at_most"),
        (7, "  expect: 3\n  at_most: 2", "8:12 from.at_most"),
        (6, "  files: \"*.taken\"\n  claim: rename", "7:10 from.claim"), (7, "  claim: lock", "7:10 from.claim"),
        (7, "  min_size: 2MB\n  max_size: 1MB", "8:13 from.max_size"), (7, "  min_age: soon", "7:12 from.min_age"),
    ])
    func `a slip is named where it stands`(line: Int, text: String, complaint: String) {
        #expect(TestRoot(lines: [line: text]).complaints() == ["sis-import:\(complaint)"])
    }

    @Test func `a complaint about an expression says what is wrong with it`() {
        let words = TestRoot(lines: [6: "  files_regex: 'a(?=b)'"]).messages()
        #expect(
            words == [
                "'a(?=b)' is not a regular expression for file names: groups that begin with '(?' are not known here, but for "
                    + "'(?:'"
            ])
    }

    @Test func `files that would come again after they were renamed are complained about`() {
        let lines = [6: "  files: \"*.processed\"", 8: "  after: rename", 9: ""]
        #expect(TestRoot(lines: lines).complaints() == ["sis-import:8:10 from.after_suffix"])
    }

    @Test func `it is all said in English`() throws {
        let root = TestRoot(lines: [
            7:
                "  except: \"*_test.csv\"\n  order: oldest\n  min_age: 15m\n  at_most: 50\n  min_size: 10\n  max_size: 2MB\n  empty: take\n  claim: rename"
        ])
        let text = ProfileExplanation(try root.profile()).lines.joined(separator: "\n")
        for words in [
            "Files named 'students_*.csv', but not '*_test.csv', are taken from", ", the oldest first.",
            "have not changed for 2 s (10 s across a network), and we saw it first 15 min ago or earlier.",
            "A run takes at most 50 of them; the others wait for the next.",
            "Smaller ones than 10 bytes or larger than 2,000,000 bytes are not taken.",
            "An empty file is taken like any other.",
            "Before a file is fetched it gets a name of the run's that ends in '.taken', so that nobody else takes it; what "
                + "somebody else takes first is not in the run. A run that ends without delivering gives the names back.",
        ] { #expect(text.contains(words), "\(words)\n\(text)") }
    }
}
