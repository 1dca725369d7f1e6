/// How much of anything an XML document from elsewhere may have before it is refused. Far above what honest files hold.
package struct XMLBounds: Hashable, Sendable {
    /// Elements within elements.
    package var depth = 64
    /// Attributes of one element.
    package var attributes = 64
    /// Bytes of one tag, comment or instruction.
    package var tag = 256 << 10
    /// Bytes of text in one record.
    package var text = 16 << 20
    /// Elements in one record.
    package var elements = 100_000
    /// Different names of elements and attributes.
    package var names = 10_000
    /// Places that are ill-formed, after which reading ends.
    package var problems = 10_000

    package init() {}

    package static let standard = XMLBounds()
}
