/// A file's name and its two halves, as name patterns use them.
package struct FileName: Hashable, Sendable {
    package let name: String

    package init(_ name: String) { self.name = name }

    /// Up to the last dot; all of a name whose only dot stands in front.
    package var stem: String { String(name[..<dot]) }

    /// From the last dot on; empty where there is none.
    package var ext: String { String(name[dot...]) }

    private var dot: String.Index {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name.endIndex }
        return dot
    }
}
