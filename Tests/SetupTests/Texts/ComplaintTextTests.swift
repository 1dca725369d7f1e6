import Exchange
import Setup
import Testing

struct ComplaintTextTests {
    private func lines(_ root: TestRoot) -> [String] {
        let complaints = root.failure().map(TestRoot.complaints) ?? []
        return ComplaintText.lines(Complaints(complaints)) { root.files[$0] }
    }

    @Test func `shows the line, a caret and what is allowed`() {
        #expect(
            lines(TestRoot(lines: [15: "  delimeter: \";\""])) == [
                "Profiles/sis-import.yaml:15:3: error: 'delimeter' is not a key of 'read' — did you mean 'delimiter'?",
                "    delimeter: \";\"", "    ^", "    allowed: delimiter, encoding, header",
            ])
        #expect(
            lines(TestRoot(lines: [7: "  settle: soon"])) == [
                "Profiles/sis-import.yaml:7:11: error: 'from.settle' wants a duration such as 500ms, 2s, 10m, 6h or 3d, "
                    + "found 'soon'",
                "    settle: soon", "            ^",
            ])
    }

    @Test func `does without a line where there is none`() {
        let complaints = Complaints([Complaint(Mark(file: "gone.yaml", line: 9, column: 9), key: "a", "it is wrong")])
        #expect(ComplaintText.lines(complaints) { _ in nil } == ["gone.yaml:9:9: error: it is wrong"])
        #expect(ComplaintText.lines(complaints) { _ in Array("a: 1\n".utf8) } == ["gone.yaml:9:9: error: it is wrong"])
    }

    @Test func `repeats no secret`() {
        let complaints = Complaints([Complaint(Mark(file: "a.yaml", line: 1, column: 2), key: "a", "it is wrong")])
        #expect(ComplaintText.lines(complaints) { _ in Array("{x: 1, Password: hunter2}".utf8) }.count == 1)
    }

    @Test func `a very long line is cut, the caret stays`() {
        let complaints = Complaints([Complaint(Mark(file: "a.yaml", line: 1, column: 500), key: "a", "it is wrong")])
        let lines = ComplaintText.lines(complaints) { _ in [UInt8](repeating: 0x61, count: 1000) }
        #expect(lines[1].count == 104 && lines[2].count == 104)
    }
}
