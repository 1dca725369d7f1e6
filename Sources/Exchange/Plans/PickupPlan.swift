/// Where a run's files come from and when they count as finished. Data only; the engine carries it out.
package struct PickupPlan: Sendable {
    /// The connection's name, for reports.
    package let connection: String
    package let transport: any Transport
    /// Relative to the connection's folder; empty for that folder itself.
    package let folder: String
    /// Which names are taken.
    package let files: FilePattern
    /// A file whose size and time do not change for so long counts as finished.
    package let settleMilliseconds: Int
    /// How long a run waits for files to appear and settle.
    package let waitMilliseconds: Int
    /// A file counts as finished only when a file of this name stands beside it. Placeholders: `{name}`, `{stem}`.
    package let doneFile: NamePattern?
    /// Fewer files than this end the run as missing; with 0, no files end it with nothing to do.
    package let expect: Int
    package let after: AfterPickup

    package init(
        connection: String, transport: any Transport, folder: String = "", files: FilePattern,
        settleMilliseconds: Int = 2000, waitMilliseconds: Int = 0, doneFile: NamePattern? = nil, expect: Int = 0,
        after: AfterPickup = .leave
    ) {
        self.connection = connection
        self.transport = transport
        self.folder = folder
        self.files = files
        self.settleMilliseconds = settleMilliseconds
        self.waitMilliseconds = waitMilliseconds
        self.doneFile = doneFile
        self.expect = expect
        self.after = after
    }
}
