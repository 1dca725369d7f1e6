/// One kind of repeated part of a user: how it is written and what it may hold.
package struct UserSegment: Sendable {
    /// As profiles name it.
    package let setting: String
    /// The element around all of a kind, and the element of each.
    package let wrapper: String
    package let element: String
    package let inContactInfo: Bool
    /// Yes-or-no attributes a profile may set.
    package let attributes: [String]
    /// The element around the types and each type's own; nil where the kind has no list of types.
    package let types: (wrapper: String, element: String, type: UserElement)?
    /// Without a value here the part says nothing: it is left out.
    package let key: String
    package let elements: [UserElement]

    init(
        setting: String, wrapper: String, element: String, inContactInfo: Bool = false, attributes: [String] = [],
        types: (wrapper: String, element: String)? = nil, key: String, _ elements: String
    ) {
        self.setting = setting
        self.wrapper = wrapper
        self.element = element
        self.inContactInfo = inContactInfo
        self.attributes = attributes
        self.types = types.flatMap { names in
            UserElement.table("\(names.element) 255").first.map { (names.wrapper, names.element, $0) }
        }
        self.key = key
        self.elements = UserElement.table(elements)
    }

    /// Every key a profile may write in one of these.
    package var keys: [String] { (types.map { [$0.element] } ?? []) + ["when"] + attributes + elements.map(\.name) }
}
