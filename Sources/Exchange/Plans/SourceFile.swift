/// A configuration file as it was when it was read: what a run's configuration is pinned by.
package struct SourceFile: Hashable, Sendable {
    /// Relative to the root: `Profiles/sis-import.yaml`.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
