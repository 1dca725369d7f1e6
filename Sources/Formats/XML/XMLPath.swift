/// The way to one value inside a record, as profiles write it for a column:
///
///     voucher/id               the element 'id' in the element 'voucher' in the record
///     line[2]/amount           of the second element 'line', counted from 1
///     */amount                 of any element, whatever it is called
///     @rownumber, line/@type   an attribute
///     .                        the text of the record itself
///     {urn:x}voucher           only of that namespace; otherwise any will do
package struct XMLPath: Hashable, Sendable {
    struct Step: Hashable, Sendable {
        /// Nil for any.
        var local: String?
        /// Nil for any.
        var namespace: String?
        /// From 1; nil where there must be only one.
        var number: Int?

        func accepts(_ name: XMLName) -> Bool {
            (local == nil || local == name.local) && (namespace == nil || namespace == name.namespace)
        }
    }

    package let text: String
    let steps: [Step]
    let attribute: Step?

    /// Throws what is wrong with `text`.
    package init(_ text: String) throws(XMLPathProblem) {
        var steps: [Step] = []
        var attribute: Step?
        for part in text == "." ? [] : try XMLPath.parts(text) {
            if attribute != nil { throw XMLPathProblem(words: "goes on behind an attribute") }
            if part.first == "@" {
                let step = try XMLPath.step(part.dropFirst())
                if step.number != nil {
                    throw XMLPathProblem(words: "gives an attribute a number, and each is there once")
                }
                attribute = step
            } else {
                steps.append(try XMLPath.step(part))
            }
        }
        self.text = text
        self.steps = steps
        self.attribute = attribute
    }

    /// A name with or without a namespace, as `read: {record: …}` has it.
    package static func name(_ text: String) throws(XMLPathProblem) -> (local: String, namespace: String?) {
        let step = try step(text[...])
        guard let local = step.local, step.number == nil else {
            throw XMLPathProblem(words: "is no name of an element")
        }
        return (local, step.namespace)
    }

    /// Between the slashes, but for those within a namespace.
    private static func parts(_ text: String) throws(XMLPathProblem) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isInside = false
        for index in text.indices {
            switch text[index] {
            case "{": isInside = true
            case "}": isInside = false
            case "/" where !isInside:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        if isInside { throw XMLPathProblem(words: "has a '{' without its '}'") }
        parts.append(text[start...])
        if parts.contains(where: \.isEmpty) {
            throw XMLPathProblem(
                words: text.isEmpty ? "is empty" : "begins or ends with '/', or has two of them together")
        }
        return parts
    }

    private static func step(_ part: Substring) throws(XMLPathProblem) -> Step {
        var step = Step()
        var rest = part
        if rest.first == "{", let end = rest.firstIndex(of: "}") {
            step.namespace = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        }
        if rest.last == "]", let open = rest.firstIndex(of: "[") {
            let figures = rest[rest.index(after: open)..<rest.index(before: rest.endIndex)]
            guard let number = Int(figures), (1...1_000_000).contains(number) else {
                throw XMLPathProblem(words: "has no number from 1 in its brackets")
            }
            step.number = number
            rest = rest[..<open]
        }
        if rest == "*" { return step }
        if rest.contains(":") {
            throw XMLPathProblem(
                words: "has a prefix in it, which means nothing by itself; leave it out, or write {namespace}name")
        }
        let isName = rest.utf8.allSatisfy { $0 > 0x20 && !"[]{}<>&\"'=()@*/".utf8.contains($0) }
        if rest.isEmpty || !isName { throw XMLPathProblem(words: "has something in it that is no name of an element") }
        step.local = String(rest)
        return step
    }
}
