/// One thing found in a folder.
package struct Entry: Hashable, Sendable {
    package enum Kind: String, Sendable { case file, folder, link, special }

    /// The last component as the place spells it.
    package let name: String
    package let kind: Kind
    package let size: Int
    package let modified: Moment

    package init(name: String, kind: Kind, size: Int, modified: Moment) {
        self.name = name
        self.kind = kind
        self.size = size
        self.modified = modified
    }
}
