import Exchange

/// What a run was begun with, as the ledger keeps it: whoever goes on with the run must know.
///
///     by hand
///     schedule, slot 2026-11-01T01:30
///     by hand, limit 25, only 3 in 1f2e3d4c, again, without baseline: the mapping was corrected
///
/// The reason stands last, behind the first colon; it may hold anything.
struct RunOrigin: Hashable {
    /// A list of identifiers kept in the state folder: people's identifiers do not go into the ledger.
    struct Kept: Hashable {
        let count: Int
        let token: String
    }

    /// `by hand`, `schedule`.
    let start: String
    let slot: String?
    let limit: Int?
    let only: Kept?
    let isAgain: Bool
    let isWithoutBaseline: Bool
    let isReviewed: Bool
    let reason: String

    init(_ wishes: RunWishes, only: Kept?) {
        start = wishes.origin
        slot = wishes.slot
        limit = wishes.selection?.limit
        self.only = only
        isAgain = wishes.again != nil
        isWithoutBaseline = wishes.withoutBaseline != nil
        isReviewed = wishes.review
        reason = wishes.again ?? wishes.withoutBaseline ?? ""
    }

    init(_ text: String) {
        // Bytes, not letters: a reason may begin with a mark that would join the blank before it.
        let halves = text.utf8.split(separator: ": ".utf8, maxSplits: 1, omittingEmptySubsequences: false)
        let words = String(halves.first ?? text.utf8[...])?.split(separator: ", ").map(String.init) ?? []
        start = words.first ?? text
        slot = words.compactMap { RunOrigin.rest(of: $0, after: "slot ") }.first
        limit = words.compactMap { RunOrigin.rest(of: $0, after: "limit ").flatMap(Int.init) }.first
        only = words.compactMap { RunOrigin.rest(of: $0, after: "only ").flatMap(RunOrigin.kept) }.first
        isAgain = words.dropFirst().contains("again")
        isWithoutBaseline = words.dropFirst().contains("without baseline")
        isReviewed = words.dropFirst().contains("review")
        reason = halves.count == 2 ? String(halves[1]) ?? "" : ""
    }

    var text: String {
        var words = [start]
        if let slot { words.append("slot \(slot)") }
        if let limit { words.append("limit \(limit)") }
        if let only { words.append("only \(only.count) in \(only.token)") }
        if isAgain { words.append("again") }
        if isWithoutBaseline { words.append("without baseline") }
        if isReviewed { words.append("review") }
        return words.joined(separator: ", ") + (reason.isEmpty ? "" : ": \(reason)")
    }

    /// Whether only part of the input is wanted.
    var isPartial: Bool { limit != nil || only != nil }

    /// What was written on the command line, for sentences: `--limit 25`.
    var selectionWords: String? {
        let words = [limit.map { "--limit \($0)" }, only.map { "--only, \(counted($0.count, "identifier"))" }]
        return isPartial ? words.compactMap(\.self).joined(separator: ", ") : nil
    }

    private static func rest(of word: String, after start: String) -> String? {
        word.hasPrefix(start) ? String(word.dropFirst(start.count)) : nil
    }

    private static func kept(_ text: String) -> Kept? {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let count = Int(parts[0]) else { return nil }
        return Kept(count: count, token: String(parts[2]))
    }
}
