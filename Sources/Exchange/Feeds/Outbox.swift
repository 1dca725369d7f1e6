/// What an output is for.
package enum OutputRole: String, Sendable, CaseIterable {
    /// Goes to the receiver.
    case delivery
    /// Stays here, for a person: the records that were not accepted, in the layout of the input.
    case rejects
}

/// Where a feed puts what it makes.
package protocol Outbox: AnyObject {
    /// Starts the next output of that role; the one before must be finished. `suffix` is the file name's ending without
    /// its dot (`zip`, `csv`); the name itself is the profile's.
    func open(_ role: OutputRole, suffix: String) throws(Fault) -> any ByteSink
    /// The output is complete: it is flushed to the disk and cannot be written any more.
    func finish(_ sink: any ByteSink) throws(Fault)
    /// The final name the output of `role` now open will be published under (for names inside containers).
    func name(of sink: any ByteSink) -> String
}
