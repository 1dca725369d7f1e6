import Exchange
import Machine

/// Names that follow from what is delivered, never from when or how often it is tried.
enum DeliveryIdentity {
    /// What the run is about: its inputs in whatever order, each by its digest (and its name, where that counts), under
    /// one configuration; `again`, or taking only part of them, makes it another.
    static func runKey(
        _ inputs: [String], configuration: ContentDigest, again: String?, selection: Selection? = nil
    ) -> String {
        var parts = inputs.sorted() + [configuration.hex, again ?? ""]
        if let limit = selection?.limit { parts.append("limit \(limit)") }
        if let only = selection?.only { parts += ["only"] + only.sorted() }
        return SHA256.digest(of: Array(parts.joined(separator: "\n").utf8)).hex
    }

    /// Unique in the ledger: planning the same delivery twice is impossible.
    static func delivery(_ profile: ProfileName, runKey: String, ordinal: Int) -> String {
        let parts = [profile.institution, profile.profile, runKey, String(ordinal)]
        return SHA256.digest(of: Array(parts.joined(separator: "\n").utf8)).hex
    }

    /// What makes a temporary name unique per delivery and epoch: two processes never write under one.
    static func temporary(_ delivery: String, epoch: Int) -> String { "\(delivery.prefix(16))-\(epoch)" }
}
