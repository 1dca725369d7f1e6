/// What is wrong with a value, and where: the element from 1, the component from 1.
struct EDIFlaw {
    enum Kind {
        case missing
        case extra
        case long(Int, most: Int)
        case short(Int, least: Int)
        case letters
        case number(String)
    }

    let kind: Kind
    let element: Int
    let component: Int
    /// The directory's code of the value.
    let code: String
}
