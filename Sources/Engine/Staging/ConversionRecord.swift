import Exchange

/// What a conversion came to, kept beside its outputs so that a later process can deliver and report without
/// converting again.
struct ConversionRecord: Codable, Hashable, Sendable {
    struct Output: Codable, Hashable, Sendable {
        let ordinal: Int
        /// The name at the receiver, relative to the connection's folder.
        let target: String
        /// Relative to the state folder.
        let staged: String
        let size: Int
        let sha256: String

        var digest: ContentDigest? { ContentDigest(hex: sha256) }
    }

    let outputs: [Output]
    /// Relative to the state folder.
    let rejects: [String]
    /// Who and what would change, relative to the state folder.
    let changes: String?
    /// The sealed load that becomes the last delivered one with the last delivery, as its notebook entry.
    let baseline: String?
    let counts: RunCounts
    let proposals: [String: String]
    let nothingToDeliver: String?
    let findings: [FindingLine]
    let rules: [RuleCount]
    let remarks: [String]
    /// What will change; nil where nothing was compared.
    let comparison: Comparison?
    let codes: [NewCode]?
    /// Whether the reasons for all rejects stand in a file beside them.
    var hasReasons: Bool?
    /// What the feed found that a person should decide on.
    var alarms: [FindingLine]?
    /// What a person who judges the load may read, relative to the state folder.
    var covers: [String]?

    /// What the notebook holds once everything is delivered.
    var entries: [String: String] {
        var entries = proposals
        if let baseline { entries[BaselineEntry.key] = baseline }
        return entries
    }

    static let fileName = "conversion.json"
}
