import Exchange

/// Something to be told about a run. It holds no sentence: what is said is made from the run's report.
package struct NoticeRow: Hashable, Sendable {
    /// Digest of institution, channel, run, epoch and causes: planning the same notice twice is impossible.
    package let id: String
    package let run: String
    package let profile: String
    package let channel: String
    /// What it is about, the same for the same trouble again: profile, channel, causes, codes.
    package let topic: String
    /// Why, as `NoticeCause` has it, in order.
    package let causes: [String]
    package let planned: Moment
    package internal(set) var state: NoticeState
    /// How often it was tried.
    package internal(set) var tries: Int
    /// Not before this it is tried (again); while `sending`, until then it is another process's.
    package internal(set) var due: Moment
    /// What the receiver said, or why it could not be sent.
    package internal(set) var note: String

    package init(
        id: String, run: String, profile: String, channel: String, topic: String, causes: [String], planned: Moment,
        state: NoticeState = .planned, tries: Int = 0, due: Moment? = nil, note: String = ""
    ) {
        self.id = id
        self.run = run
        self.profile = profile
        self.channel = channel
        self.topic = topic
        self.causes = causes
        self.planned = planned
        self.state = state
        self.tries = tries
        self.due = due ?? planned
        self.note = note
    }
}
