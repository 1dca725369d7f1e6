import Exchange

/// Which sealed file is a profile's last delivered load: what the notebook keeps under `baseline`, and what a
/// conversion keeps until its last delivery is out. As text: the run's id and the SHA-256 of the sealed file.
struct BaselineEntry: Hashable {
    static let key = "baseline"

    let run: String
    let digest: ContentDigest

    init(run: String, digest: ContentDigest) {
        self.run = run
        self.digest = digest
    }

    /// Nil where the text is no such entry.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let digest = ContentDigest(hex: String(parts[1])) else { return nil }
        self.init(run: String(parts[0]), digest: digest)
    }

    var text: String { "\(run) \(digest.hex)" }
}
