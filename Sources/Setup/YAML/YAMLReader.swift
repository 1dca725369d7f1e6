import Exchange

/// Reads a configuration file: YAML 1.1 as libyaml has it, without its opinions about values. Whatever is written is a
/// text, so `no`, `1_000` and `2026-11-21` stay what they are until a setting says what it wants.
///
/// Anchors and aliases unfold; tags are ignored; `<<` is a key like any other. An empty file is `.empty`.
package enum YAMLReader {
    /// Files up to 1 MiB; longer ones were not written by a person.
    package static let byteLimit = 1 << 20

    /// Throws what keeps the file from being read, or every key written twice. Never crashes, whatever the bytes.
    package static func read(_ bytes: [UInt8], file: String) throws(Complaints) -> Exchange.Node {
        let text = try SourceText.text(bytes, file: file)
        try AliasLimit.check(text, file: file)
        let composed = try YAMLComposer.compose(text, file: file)
        return try YAMLTree.node(composed, file: file)
    }
}
