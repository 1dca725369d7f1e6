/// One key a profile, connection or institution may hold, as data. Parsing, `profiles check`, `profiles explain` and
/// the docs all read this.
package struct Setting: Sendable {
    package indirect enum Kind: Sendable {
        case text
        /// A whole number within the range.
        case integer(ClosedRange<Int>)
        /// `yes`/`no`, `true`/`false`.
        case boolean
        /// `500ms`, `2s`, `10m`, `6h`, `3d`; kept in milliseconds.
        case duration
        /// `20000`, `64KiB`, `4GB`; kept in bytes.
        case size
        case choice([String])
        /// Any YAML: the feed reads it itself (value rules).
        case node
        /// The name of a file beside the profile, from the profile's folder; `Settings.file` gives its text.
        case file
        /// Where a secret is kept (`SecretSource`), never the secret; `Settings.secret` reads it.
        case secret
        /// A block with these keys.
        case block([Setting])
        /// A block with keys of the author's choosing.
        case table(Kind)
        case list(Kind)
        /// Either a single value of the first kind or the second.
        case either(Kind, Kind)
    }

    package let key: String
    package let kind: Kind
    package let required: Bool
    /// What holds when the key is left out, as it would be written.
    package let fallback: String?
    /// One line.
    package let summary: String
    package let example: String

    package init(
        _ key: String, _ kind: Kind, required: Bool = false, default fallback: String? = nil, _ summary: String,
        example: String
    ) {
        self.key = key
        self.kind = kind
        self.required = required
        self.fallback = fallback
        self.summary = summary
        self.example = example
    }
}
