/// Names that say nothing, and names that hide another.
struct NamingRule {
    let table: HouseTable

    func violations(in file: SourceFile) -> [Violation] {
        file.code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/).compactMap { match in
            let name = String(match.output.1)
            return complaint(about: name).map {
                Violation(
                    file: file.path, line: file.line(at: match.output.1.startIndex), rule: "names",
                    message: "'\(name)' \($0)")
            }
        }
    }

    func complaint(about name: String) -> String? {
        if let empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common"].first(
            where: {
                name.hasSuffix($0) || name == $0
            })
        {
            return "says nothing with its '\(empty)': name what it is"
        }
        if name.hasPrefix("Common"), name.dropFirst(6).first?.isUppercase == true {
            return "says nothing with its 'Common': name what it is"
        }
        if ["Encoder", "Decoder", "Task", "Job", "Result", "Clock"].contains(name) {
            return "shadows the standard library's, or says too little"
        }
        return table.room(name) == nil ? nil : "is named like a module, which then cannot be named any more"
    }
}
