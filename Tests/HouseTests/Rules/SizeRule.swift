/// No file is longer than 500 lines but tables of data, which are named here one by one.
struct SizeRule {
    let limit = 500
    let tablesOfData: Set<String> = []

    func violations(in file: SourceFile) -> [Violation] {
        let breaks = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
        let lines = breaks + (file.text.isEmpty || file.text.hasSuffix("\n") ? 0 : 1)
        guard lines > limit, !tablesOfData.contains(file.path) else { return [] }
        return [
            Violation(
                file: file.path, line: limit, rule: "size", message: "\(lines) lines; a file has at most \(limit)")
        ]
    }
}
