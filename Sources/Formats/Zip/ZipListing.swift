/// An entry of a zip file from elsewhere.
package struct ZipListing: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case file, folder }

    package let name: String
    package let kind: Kind
    /// Unpacked bytes, where the zip file says so. A claim, not a fact.
    package let size: Int?
}
