/// What is wrong with a value, and where: the element from 1, the component from 1.
struct EDIFlaw {
    enum Kind {
        case missing
        case extra
        case long(Int, most: Int)
        case short(Int, least: Int)
        case letters
        case number(String)

        var isNumber: Bool { if case .number = self { true } else { false } }
        var isExtra: Bool { if case .extra = self { true } else { false } }
    }

    let kind: Kind
    /// From 0.
    let segment: Int
    let element: Int
    let component: Int
    /// The directory's code of the value.
    let code: EDITag
}
