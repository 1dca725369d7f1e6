/// The root element of a document.
package struct XMLRoot: Hashable, Sendable {
    package let name: XMLName
    package let attributes: [XMLName: String]
    package let line: Int
    package let byte: Int
}

/// Something between the records: an element, or text (then it has no name).
package struct XMLOutside: Hashable, Sendable {
    package let name: XMLName?
    /// The root is at 1.
    package let depth: Int
    package let line: Int
    package let byte: Int
}
