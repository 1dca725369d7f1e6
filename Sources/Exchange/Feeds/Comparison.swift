/// A load held against the last delivered one: what will change. Numbers only; who it is about is in the `changes`
/// output. Guards and reports read this and know no more of the load.
package struct Comparison: Codable, Hashable, Sendable {
    /// Records of one group (students, staff) in both loads.
    package struct Group: Codable, Hashable, Sendable {
        package let name: String
        /// Those who are in no group.
        package static let none = "(none)"
        package var isNone: Bool { name == Group.none }
        package let before: Int
        package let now: Int
        /// In the last load and not in this one.
        package let gone: Int

        package init(name: String, before: Int, now: Int, gone: Int) {
            self.name = name
            self.before = before
            self.now = now
            self.gone = gone
        }
    }

    /// One field, over the records that both loads have.
    package struct Field: Codable, Hashable, Sendable {
        package let name: String
        /// Blank before, a value now.
        package let set: Int
        /// Another value.
        package let changed: Int
        /// A value before, blank now: the receiver erases it.
        package let cleared: Int
        /// Of all records of a load, how many have a value.
        package let filledBefore: Int
        package let filledNow: Int
        /// A value that rarely changes for a record that is there (a name, a birth date, an identifier): many changes at
        /// once mean that columns were swapped or that it is another load altogether.
        package let isSteady: Bool

        package init(
            name: String, set: Int, changed: Int, cleared: Int, filledBefore: Int, filledNow: Int,
            isSteady: Bool = false
        ) {
            self.name = name
            self.set = set
            self.changed = changed
            self.cleared = cleared
            self.filledBefore = filledBefore
            self.filledNow = filledNow
            self.isSteady = isSteady
        }
    }

    /// What one record is called in sentences: `user`.
    package let noun: String
    /// The run that delivered the last load; nil for a first load, where everything is new.
    package let baseline: String?
    package let before: Int
    package let now: Int
    package let new: Int
    package let changed: Int
    package let same: Int
    /// In the last load and not in this one.
    package let gone: Int
    /// Of those gone, how many this run ends at the receiver.
    package let expired: Int
    /// In the last load and rejected this time: the receiver keeps what it has.
    package let kept: Int
    /// In the order of `before`, most first.
    package let groups: [Group]
    /// Fields in which anything differs, and fields filled in either load; in the feed's order.
    package let fields: [Field]

    package init(
        noun: String, baseline: String?, before: Int, now: Int, new: Int, changed: Int, same: Int, gone: Int,
        expired: Int, kept: Int, groups: [Group], fields: [Field]
    ) {
        self.noun = noun
        self.baseline = baseline
        self.before = before
        self.now = now
        self.new = new
        self.changed = changed
        self.same = same
        self.gone = gone
        self.expired = expired
        self.kept = kept
        self.groups = groups
        self.fields = fields
    }
}
