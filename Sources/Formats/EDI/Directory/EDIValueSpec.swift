/// What the directory says of a value: its code, and what may be in it.
struct EDIValueSpec: Hashable, Sendable {
    enum Kind: Sendable { case letters, number, any }

    /// `5004`, or a composite's `C516` where the element has components.
    let code: String
    let isMandatory: Bool
    let kind: Kind
    let shortest: Int
    let longest: Int
}
