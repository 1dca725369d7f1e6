/// Where a run's files come from and when they count as finished. Data only; the engine carries it out.
package struct PickupPlan: Sendable {
    /// The connection's name, for reports.
    package let connection: String
    package let transport: any Transport
    /// Relative to the connection's folder; empty for that folder itself.
    package let folder: String
    /// Which names are taken.
    package let files: FileChoice
    package let order: PickupOrder
    /// Files whose sizes and times do not change for so long, with no other appearing, count as finished. Nil: as the
    /// place deserves, `settle(atRemote:)`.
    package let settleMilliseconds: Int?
    /// So long ago, by our clock, a file must have been seen for the first time as it is now; 0: at once.
    package let ageMilliseconds: Int
    /// How long a run waits for files to appear and settle.
    package let waitMilliseconds: Int
    /// A file counts as finished only when a file of this name stands beside it. Placeholders: `{name}`, `{stem}`.
    package let doneFile: NamePattern?
    /// Fewer files than this end the run as missing; with 0, no files end it with nothing to do.
    package let expect: Int
    /// Of more files, the first so many are taken; the others wait for the next run.
    package let atMost: Int?
    /// Files of other sizes, in bytes, are not taken, and said to be odd. Empty ones are judged by `empty` alone.
    package let sizes: ClosedRange<Int>
    package let empty: EmptyFiles
    package let claim: SourceClaim
    package let after: AfterPickup

    package init(
        connection: String, transport: any Transport, folder: String = "", files: FileChoice,
        order: PickupOrder = .name, settleMilliseconds: Int? = nil, ageMilliseconds: Int = 0,
        waitMilliseconds: Int = 0, doneFile: NamePattern? = nil, expect: Int = 0, atMost: Int? = nil,
        sizes: ClosedRange<Int> = 0...Int.max, empty: EmptyFiles = .hold, claim: SourceClaim = .none,
        after: AfterPickup = .leave
    ) {
        self.connection = connection
        self.transport = transport
        self.folder = folder
        self.files = files
        self.order = order
        self.settleMilliseconds = settleMilliseconds
        self.ageMilliseconds = ageMilliseconds
        self.waitMilliseconds = waitMilliseconds
        self.doneFile = doneFile
        self.expect = expect
        self.atMost = atMost
        self.sizes = sizes
        self.empty = empty
        self.claim = claim
        self.after = after
    }

    /// In milliseconds. Across a network, writers pause for longer.
    package func settle(atRemote isRemote: Bool) -> Int {
        settleMilliseconds ?? (isRemote ? PickupPlan.remoteSettle : PickupPlan.localSettle)
    }

    package static let localSettle = 2000
    package static let remoteSettle = 10_000
}
