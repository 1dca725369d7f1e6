/// One field of users, as a comparison names it: `user_group`, `address[home]/city`, `user_identifier[BARCODE]/value`.
struct ForeignField: Sendable {
    let name: String
    /// `address`: what an option may name it by.
    let base: String
    /// The last part: `city`.
    let leaf: String
    /// The field of the whole part; nil where this is no part of one.
    let whole: Int?
    /// Whether it stands for whole parts: which of their values belong together.
    var isWhole = false
}
