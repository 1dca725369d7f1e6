/// What our files are called at a receiver until they are published: `.x-{id}`, `{id}.part`, `incoming/{id}`.
package struct TemporaryName: Hashable, Sendable, CustomStringConvertible {
    package static let standard = TemporaryName(folder: nil, prefix: ".x-", suffix: "")

    /// From the connection's folder; nil: beside the final name. A rename leads from there to the final name, so both
    /// are on one file system.
    package let folder: String?
    package let prefix: String
    package let suffix: String

    private init(folder: String?, prefix: String, suffix: String) {
        self.folder = folder
        self.prefix = prefix
        self.suffix = suffix
    }

    /// Nil unless the text is a name with `{id}` in it, once, and no other brace; what stands before its last `/` is the
    /// folder.
    package init?(_ text: String) {
        let slash = text.lastIndex(of: "/")
        let folder = slash.map { String(text[..<$0]) }
        let name = slash.map { text[text.index(after: $0)...] } ?? text[...]
        let parts = name.split(separator: "{id}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !text.replacing("{id}", with: "").contains(where: { $0 == "{" || $0 == "}" }),
            folder?.isEmpty != true, name.utf8.count <= 100
        else { return nil }
        self.init(folder: folder, prefix: parts[0], suffix: parts[1])
    }

    /// Where a file that is to be published in `target` stands until then. `id` is its own.
    package func path(_ id: String, for target: String) -> String {
        PlacePath.join(folder ?? target, prefix + id + suffix)
    }

    /// What a file of ours that stood under such a path is called once nobody may publish it any more.
    package func withdrawn(_ path: String) -> String { String(path.dropLast(suffix.count)) + "-held" + suffix }

    package var description: String { PlacePath.join(folder ?? "", "\(prefix){id}\(suffix)") }
}
