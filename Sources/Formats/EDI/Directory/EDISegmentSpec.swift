/// What the directory says of a segment: numbers into `EDISegmentTable`, so that looking is all there is to do.
struct EDISegmentSpec: Hashable, Sendable {
    struct Element: Hashable, Sendable {
        /// Of the composite, or of the element where it has no components.
        let code: EDITag
        let isMandatory: Bool
        /// Its values in the table.
        let first: Int
        let count: Int
        /// A bit for each component that must be there where the element is.
        let needed: UInt32
    }

    let tag: EDITag
    /// Its elements in the table.
    let first: Int
    let count: Int
    /// A bit for each element that must be there, the first one lowest.
    let needed: UInt64
}
