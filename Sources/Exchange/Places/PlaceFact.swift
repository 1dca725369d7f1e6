/// One thing known about a place: `host key` = `ssh-ed25519 SHA256:…`. For `connections test` and `probe`, and for
/// noticing that a server is not what it was.
package struct PlaceFact: Hashable, Sendable {
    package let name: String
    package let value: String
    /// Whether another value at the next visit is worth a line in the report.
    package let isSteady: Bool

    package init(_ name: String, _ value: String, isSteady: Bool = true) {
        self.name = name
        self.value = value
        self.isSteady = isSteady
    }
}
