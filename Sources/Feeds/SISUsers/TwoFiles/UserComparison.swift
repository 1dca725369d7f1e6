/// What two user files come to when they are held against each other: person by person, field by field.
package struct UserComparison: Sendable {
    package struct Side: Sendable {
        package var users = 0
        /// People who stand in the file again; only the first of each counts, as in a load.
        package var doubled = 0
        /// Users without what people are matched by; they cannot be compared.
        package var keyless = 0
    }

    package struct Example: Sendable {
        /// The person's primary id.
        package let id: String
        /// The values; nil where there is none, or where they were not asked for.
        package var old: String?
        package var new: String?
    }

    package struct Field: Sendable {
        package let name: String
        /// So many people have a value in NEW only, another value, or one in OLD only.
        package internal(set) var set = 0
        package internal(set) var changed = 0
        package internal(set) var cleared = 0
        package internal(set) var examples: [Example] = []

        package var people: Int { changed + cleared + self.set }
    }

    package internal(set) var old = Side()
    package internal(set) var new = Side()
    package internal(set) var onlyOld: [String] = []
    package internal(set) var onlyNew: [String] = []
    package internal(set) var different: [String] = []
    package internal(set) var same = 0
    /// Fields in which anyone differs, the most people first.
    package internal(set) var fields: [Field] = []
    /// Differences without effect: for so many people.
    package internal(set) var harmless: [(noise: ForeignNoise, people: Int)] = []

    /// Whether a load of either would come to the same.
    package var isEqual: Bool {
        onlyOld.isEmpty && onlyNew.isEmpty && different.isEmpty && old.keyless == 0 && new.keyless == 0
            && old.doubled == new.doubled
    }
}
