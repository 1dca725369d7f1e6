/// What a conversation with a place may use of the world around it.
package struct Visit {
    package let abort: Abort
    /// What is remembered of this connection from one run to the next.
    package let memory: any PlaceMemory
    /// A folder of ours (0700) for files that another program must read by name; nil: the system's temporary folder.
    package let scratch: String?
    package let now: () -> Moment
    package let sleep: (_ milliseconds: Int) -> Void
    /// One quiet line about what is happening.
    package let say: (String) -> Void
    /// A person waits for the answer, and tries again or not: what fails is not tried again without them.
    package let isAttended: Bool

    package init(
        abort: Abort = .never, memory: any PlaceMemory = NoMemory(), scratch: String? = nil, isAttended: Bool = false,
        now: @escaping () -> Moment, sleep: @escaping (Int) -> Void, say: @escaping (String) -> Void = { _ in }
    ) {
        self.abort = abort
        self.memory = memory
        self.scratch = scratch
        self.now = now
        self.sleep = sleep
        self.say = say
        self.isAttended = isAttended
    }

    /// Nothing remembered, no time passing: for places that need neither.
    package static func bare(_ abort: Abort = .never) -> Visit {
        Visit(abort: abort, now: { Moment(seconds: 0) }, sleep: { _ in })
    }
}

/// Small facts about one connection that outlive a run: host keys a person trusted, what the server can do, when a
/// credential was last refused. Keys are ours; values are short texts, never secrets.
package protocol PlaceMemory: AnyObject {
    func recall(_ key: String) throws(Fault) -> String?
    /// On the disk when it returns; nil forgets.
    func keep(_ key: String, _ value: String?) throws(Fault)
}

/// Forgets at once what it is told.
package final class NoMemory: PlaceMemory {
    package init() {}
    package func recall(_ key: String) throws(Fault) -> String? { nil }
    package func keep(_ key: String, _ value: String?) throws(Fault) {}
}
