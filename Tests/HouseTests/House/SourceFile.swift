/// One Swift source, twice: as written, and with comments and the text of string literals blanked, so that a rule
/// about code sees only code. Both have the same number of bytes, so a place in one is the same place in the other.
struct SourceFile: Sendable {
    /// From the repository's root: `Sources/Machine/Files/Folder.swift`.
    let path: String
    let text: String
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        self.code = Blanking.blank(text)
    }

    /// The room, or the test target: the second part of the path.
    var room: String { part(1) }
    var isSource: Bool { part(0) == "Sources" }

    /// Lines from 1, as an editor counts them.
    func line(at index: String.Index) -> Int {
        text.utf8[..<sameByte(index)].count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// What stands in `text` where `range` stands in `code`.
    func written(_ range: Range<String.Index>) -> Substring {
        text[sameByte(range.lowerBound)..<sameByte(range.upperBound)]
    }

    /// Number and code of every line.
    var codeLines: [(number: Int, code: Substring)] {
        code.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
    }

    private func part(_ number: Int) -> String {
        let parts = path.split(separator: "/")
        return number < parts.count - 1 ? String(parts[number]) : ""
    }

    private func sameByte(_ index: String.Index) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: code.utf8.distance(from: code.startIndex, to: index))
    }
}
