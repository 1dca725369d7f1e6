/// What an output is for.
package enum OutputRole: String, Sendable, CaseIterable {
    /// Goes to the receiver.
    case delivery
    /// Stays here, for a person: the records that were not accepted, in the layout of the input.
    case rejects
    /// Stays here, for a person: who and what would change, a line for each. CSV in UTF-8 with the header
    /// `change,identifier,group,fields`; `change` is `new`, `changed`, `cleared` (a value is erased, whatever else
    /// changes) or `gone`, or a word of the feed's own; `fields` are the fields' names, blanks between them; never a value.
    case changes
    /// Stays here, sealed: the load as the receiver will hold it once everything is delivered. It becomes what
    /// `Notebook.baseline` lends together with the run's last delivery, and never before.
    case baseline
    /// Stays here, for a person who judges what is to be sent: money by invoice, vendor and fund. There may be several, each
    /// with a suffix of its own (`txt`, `html`).
    case cover
}

/// Where a feed puts what it makes.
package protocol Outbox: AnyObject {
    /// Whether the profile's name gives each of several deliveries a name of its own.
    var mayHoldSeveral: Bool { get }
    /// Starts the next output of that role. Several deliveries may be open together; of the other roles the one before
    /// must be finished. `suffix` is the file name's ending without
    /// its dot (`zip`, `csv`); the name itself is the profile's. There is at most one of `changes` and of `baseline`.
    /// `source` is the name of the one file it is made of, where there is one: `{name}` and its like in the profile's name.
    /// `part` says which of several files of one run this delivery is: `{part}` in the profile's name.
    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink
    /// The next delivery is an arrival as it is, by its place in the list the conversion was given, from 0. Nothing is
    /// copied where the file system can do without.
    func pass(_ arrival: Int) throws(Fault)
    /// The output is complete: it is flushed to the disk and cannot be written any more.
    func finish(_ sink: any ByteSink) throws(Fault)
    /// The final name the output of `role` now open will be published under (for names inside containers).
    func name(of sink: any ByteSink) -> String
    /// A private scratch file for this conversion.
    func spool() throws(Fault) -> any Spool
}

extension Outbox {
    /// An output that is made of no file in particular.
    package func open(_ role: OutputRole, suffix: String) throws(Fault) -> any ByteSink {
        try open(role, suffix: suffix, from: nil, part: nil)
    }

    /// The only file of its kind.
    package func open(_ role: OutputRole, suffix: String, from source: String?) throws(Fault) -> any ByteSink {
        try open(role, suffix: suffix, from: source, part: nil)
    }
}
