/// Where a run's outputs go and what they are called there. Data only; the engine carries it out.
package struct DeliveryPlan: Sendable {
    /// The connection's name, for reports.
    package let connection: String
    package let transport: any Transport
    /// Relative to the connection's folder; empty for that folder itself.
    package let folder: String
    /// The final name, with placeholders that the feed has values for (`Feed.placeholders`).
    package let name: NamePattern
    package let conflict: NameConflict
    package let check: DeliveryCheck
    package let temporary: TemporaryName
    /// Beside each published file, after all of them, one of this name. Placeholders: `{name}`, `{stem}`.
    package let doneFile: NamePattern?
    package let doneContent: DoneContent
    /// A list of all published files with their SHA-256, as `sha256sum -c` reads it; published after them. Placeholders
    /// as in `name`, without `{ordinal}`.
    package let manifest: NamePattern?
    /// So long the receiver has to take a file, or to mark it; nil: nobody looks.
    package let takenWithinSeconds: Int?

    package init(
        connection: String, transport: any Transport, folder: String = "", name: NamePattern,
        conflict: NameConflict = .refuse, check: DeliveryCheck = .readback, temporary: TemporaryName = .standard,
        doneFile: NamePattern? = nil, doneContent: DoneContent = .empty, manifest: NamePattern? = nil,
        takenWithinSeconds: Int? = nil
    ) {
        self.connection = connection
        self.transport = transport
        self.folder = folder
        self.name = name
        self.conflict = conflict
        self.check = check
        self.temporary = temporary
        self.doneFile = doneFile
        self.doneContent = doneContent
        self.manifest = manifest
        self.takenWithinSeconds = takenWithinSeconds
    }
}
