/// What keeps others from taking the files that a run has chosen.
package enum SourceClaim: String, Sendable, CaseIterable {
    /// Nothing: nobody else takes files there.
    case none
    /// Before its first byte is fetched, a file gets a name of the run's in the same folder. Who renames it first has it.
    case rename
}
