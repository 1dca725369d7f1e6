import Exchange

/// One element of an XML layout, one member of a JSON one: with a value, or with others within it.
package struct LayoutNode: Hashable, Sendable {
    package indirect enum Content: Hashable, Sendable {
        case value(LayoutField)
        case nodes([LayoutNode])
    }

    /// An element's name with its prefix; a member's key; empty for a JSON list that is the whole document.
    package let name: String
    /// Written once for each record of this level; nil: once.
    package let level: Int?
    package let place: LayoutPlace
    package let when: Condition?
    package let attributes: [LayoutField]
    package let content: Content
    package let blank: Layout.Blank
    package let mark: Mark

    /// Whether the outermost records stand in it, or it is written for them.
    package var holdsRecords: Bool {
        if level == 0 { return true }
        guard case .nodes(let nodes) = content else { return false }
        return nodes.contains(where: \.holdsRecords)
    }

    package var fields: [LayoutField] {
        if case .value(let field) = content { attributes + [field] } else { attributes }
    }
}
