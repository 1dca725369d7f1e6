import Exchange
import Setup
import Testing

struct ProfileExplanationTests {
    @Test func `explains a profile in plain English`() throws {
        #expect(ProfileExplanation(try TestRoot().profile()).lines == ProfileExplanationTests.golden)
    }

    @Test func `explains the other choices`() throws {
        let root = TestRoot(lines: [
            2: "zone: UTC\nverify: full", 7: "  wait: 10m\n  expect: 2\n  done_file: \"{name}.done\"",
            8: "  after: rename",
            9: "  after_suffix: .taken", 12: "  conflict: version", 18: "  max_rejects_percent: 5\n  min_records: 10",
        ])
        let text = ProfileExplanation(try root.profile()).lines.joined(separator: "\n")
        for sentence in [
            "Its clock runs in UTC, the profile's own zone.", "parsed again from beginning to end.",
            "A run waits up to 10 min for files to appear and be finished.",
            "If there are fewer than 2, the run ends as missing.",
            "for 2 s and a file named '{name}.done' stands beside it.",
            "The files get '.taken' appended to their names once everything is delivered.",
            "the delivery gets the next free name.", "Deliveries go to the connection 'alma' (folder places/alma).",
            "if more than 5 % of its records are rejected, or if fewer than 10 records are accepted.",
        ] { #expect(text.contains(sentence), "\(sentence)") }
    }

    @Test func `documents settings`() {
        #expect(
            DocumentSettings.lines([
                Setting("files", .text, required: true, "Which names.", example: "\"*.csv\""),
                Setting(
                    "steps", .list(.block([Setting("do", .boolean, default: "yes", "What.", example: "")])), "S.",
                    example: "steps: []"),
            ]) == [
                "files   a text, required", "    Which names.", "    files: \"*.csv\"",
                "steps   a list, each item a block of keys", "    S.", "    steps: []",
                "steps[].do   'yes' or 'no', default yes", "    What.",
            ])
        #expect(
            DocumentSettings.lines(ProfileSettings.all).contains(
                "from.settle   a duration such as 500ms, 2s, 10m, 6h or 3d, default 2s"))
    }

    static let golden = """
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
