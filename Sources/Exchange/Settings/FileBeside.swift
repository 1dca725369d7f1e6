/// A file beside a profile that the profile names: a lookup table, a calendar, a list. Feeds do no I/O, so Setup has read
/// it before the feed asks; its bytes are part of the configuration that a run is pinned by.
package struct FileBeside: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// UTF-8, whole, without a byte order mark.
        case text([UInt8])
        /// Why there is none: completes a sentence that names the file.
        case unusable(String, nearest: String?)
    }

    /// 16 MiB; longer lists are data, not configuration.
    package static let byteLimit = 16 << 20

    /// As the profile names it, from the profile's own folder: `lists/majors.csv`.
    package let name: String
    /// From the root: `Profiles/lists/majors.csv`.
    package let path: String
    package let content: Content
    /// What the text says, of a file that is YAML by its name.
    package let node: Node?

    package init(name: String, path: String, _ content: Content, node: Node? = nil) {
        self.name = name
        self.path = path
        self.content = content
        self.node = node
    }

    /// Where its line `line` stands.
    package func mark(_ line: Int) -> Mark { Mark(file: path, line: line, column: 1) }
}
