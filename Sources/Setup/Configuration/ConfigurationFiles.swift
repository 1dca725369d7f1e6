import Exchange

/// How Setup reads files; it opens none by itself. Paths are relative to the root: `Profiles/connections.yaml`.
package struct ConfigurationFiles {
    package typealias Read = (_ path: String) throws(Fault) -> [UInt8]?
    package typealias List = (_ folder: String) throws(Fault) -> [String]?

    /// The root as this machine knows it: for messages, and for the relative paths in connections.
    package let root: String
    /// The bytes of a file; nil where there is none.
    package let read: Read
    /// The names in a folder, in any order; nil where there is no such folder.
    package let list: List

    package init(root: String, read: @escaping Read, list: @escaping List) {
        self.root = root
        self.read = read
        self.list = list
    }
}
