/// When which channels are told.
package struct NoticeRule: Hashable, Sendable {
    package let causes: Set<NoticeCause>
    /// Only where one of these must act; empty: whoever must.
    package let owners: Set<Owner>
    /// Names of channels, in the order written.
    package let channels: [String]

    package init(causes: Set<NoticeCause>, owners: Set<Owner> = [], channels: [String]) {
        self.causes = causes
        self.owners = owners
        self.channels = channels
    }

    /// Whether it speaks of a run with these causes, on which these owners must act.
    package func concerns(_ causes: Set<NoticeCause>, _ owners: Set<Owner>) -> Bool {
        let isMeant = self.causes.contains(.every) || !self.causes.isDisjoint(with: causes)
        return isMeant && (self.owners.isEmpty || !self.owners.isDisjoint(with: owners))
    }
}
