/// A segment as text, free of any file: to make messages of, to change, to compare.
package struct EDIPlainSegment: Hashable, Sendable, CustomStringConvertible {
    package var tag: String
    /// What stands behind the tag where nesting is written out (`DDD:1:2`); empty elsewhere.
    package var nesting: [String] = []
    /// Elements, each with its components. Repetitions of an element follow as components.
    package var elements: [[String]]

    package init(_ tag: String, _ elements: [[String]]) {
        self.tag = tag
        self.elements = elements
    }

    /// `EDIPlainSegment("MOA", "203:20.00")`: elements with colons between components, whatever the file's separators will
    /// be; for values that hold none.
    package init(_ tag: String, _ elements: String...) {
        self.init(tag, elements.map { $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init) })
    }

    mutating func append(_ component: String) { elements[elements.count - 1].append(component) }

    /// Without empty components and elements at the ends, which mean nothing and may not be written (ISO 9735, 7).
    package var trimmed: EDIPlainSegment {
        var copy = self
        copy.elements = elements.map { element in
            var element = element
            while element.last == "" { element.removeLast() }
            return element.isEmpty ? [""] : element
        }
        while copy.elements.last == [""] { copy.elements.removeLast() }
        while copy.nesting.last == "" { copy.nesting.removeLast() }
        return copy
    }

    package var description: String {
        ([([tag] + nesting).joined(separator: ":")] + elements.map { $0.joined(separator: ":") }).joined(separator: "+")
    }
}
