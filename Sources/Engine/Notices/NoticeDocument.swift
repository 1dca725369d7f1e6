import Exchange

/// A notice for programs. What a webhook gets has no sentence, no file's name and no word about a person in it; a program
/// of this machine gets `subject` and `text`, too.
struct NoticeDocument: Codable, Hashable, Sendable {
    /// Grows when a field changes its meaning.
    var schema = 1
    let id: String
    /// `run`, or `test` for one that somebody sent to try a channel.
    let kind: String
    let institution: String
    let profile: String
    let run: String
    /// The run's clock: `2026-11-21 02:30:05 CST`.
    let clock: String
    let zone: String
    /// `held`, `transport`, …: the run's end, or `open`.
    let verdict: String
    let exit: Int
    /// Why it is told: `held`, `recovered`, …
    let causes: [String]
    /// Who must act.
    let owners: [String]
    /// What went wrong, as 'exchange explain' knows it.
    let codes: [String]
    let counts: RunCounts
    /// How often the same was not told since it was last.
    let repeats: Int
    var subject: String?
    var text: String?
}
