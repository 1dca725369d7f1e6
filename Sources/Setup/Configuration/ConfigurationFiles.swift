import Exchange

/// How Setup reads files; it opens none by itself. Paths are relative to the root: `Profiles/connections.yaml`.
package struct ConfigurationFiles {
    package typealias Read = (_ path: String) throws(Fault) -> [UInt8]?
    package typealias Mode = (_ path: String) throws(Fault) -> UInt32?
    package typealias List = (_ folder: String) throws(Fault) -> [String]?

    /// The root as this machine knows it: for messages, and for the relative paths in connections.
    package let root: String
    /// The bytes of a file; nil where there is none.
    package let read: Read
    /// The names in a folder, in any order; nil where there is no such folder.
    package let list: List
    /// The permission bits of a file; nil where there is none.
    package let mode: Mode

    /// Without `mode`, everything that can be read may be executed by everybody and changed by its owner.
    package init(root: String, read: @escaping Read, list: @escaping List, mode: Mode? = nil) {
        self.root = root
        self.read = read
        self.list = list
        if let mode {
            self.mode = mode
        } else {
            self.mode = { (path) throws(Fault) in try read(path) == nil ? nil : 0o755 }
        }
    }
}
