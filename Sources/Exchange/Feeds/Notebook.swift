/// What a feed remembers between runs. A feed reads it and *proposes* entries in the outcome of its conversion; the
/// engine commits them together with the delivery, so memory never runs ahead of the receiver.
package protocol Notebook: AnyObject {
    /// The value last committed under `key`.
    func entry(_ key: String) throws(Fault) -> String?
    /// Takes the next number of a sequence, at once and for good; the same run asking again gets the same number.
    func reserve(_ sequence: String) throws(Fault) -> Int
    /// The last delivered load, byte for byte as the feed wrote it to its `baseline` output, and the run that delivered
    /// it; nil before the first.
    func baseline() throws(Fault) -> Baseline?
    /// What the institution's register has of a business object, oldest first, by its own key or by its other name: of
    /// every profile and run, this one too. What others have only proposed (a load held for review) is there as well.
    /// Quick where there is nothing.
    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry]
    /// Adds to the register. It counts from the moment the run's last delivery stands (`counts`), and is gone if that
    /// never comes.
    func register(_ entry: RegisterEntry) throws(Fault)
}

extension Notebook {
    package func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] { [] }
    package func register(_ entry: RegisterEntry) throws(Fault) {}
}

/// The last delivered load of a profile.
package struct Baseline {
    package let run: String
    package let file: any StagedFile
    /// Of that run's clock; nil where nobody knows any more.
    package let day: CivilDate?

    package init(run: String, file: any StagedFile, day: CivilDate? = nil) {
        self.run = run
        self.file = file
        self.day = day
    }
}
