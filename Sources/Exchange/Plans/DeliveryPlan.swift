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

    package init(
        connection: String, transport: any Transport, folder: String = "", name: NamePattern,
        conflict: NameConflict = .refuse
    ) {
        self.connection = connection
        self.transport = transport
        self.folder = folder
        self.name = name
        self.conflict = conflict
    }
}
