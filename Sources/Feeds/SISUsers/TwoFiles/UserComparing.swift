import Exchange
import Formats

/// Compares two loads of users, each of one or more files (XML, or zips of XMLs).
///
/// The order of people and elements makes no difference. Parts (addresses, identifiers, …) are matched by type and
/// content. Memory: some hundred bytes for each person of OLD; NEW only passes through.
package struct UserComparing {
    package struct Wishes: Sendable {
        /// What people are matched by: `primary_id`, or the type of an identifier.
        package var key = "primary_id"
        /// Fields that do not count: `expiry_date`, `address`, `address[home]`, `address[home]/city`, `city`.
        package var ignored: [String] = []
        /// Whether examples carry the values. It costs a second pass.
        package var showsValues = false

        package init() {}
    }

    private let wishes: Wishes

    package init(_ wishes: Wishes) { self.wishes = wishes }

    /// The nearest field to one that is no field's name, and the name, if there is one among those to be ignored.
    package static func unknownField(_ names: [String]) -> (name: String, hint: String?)? {
        let schema = ForeignSchema.users
        let known = schema.elements.map(\.name) + ["@preferred", "@preferred_sms"]
        for name in names {
            let base = name.split(separator: "[").first.map(String.init) ?? name
            if !known.contains(base) { return (name, nearest(base, among: known)) }
        }
        return nil
    }

    package func compare(_ old: [any StagedFile], _ new: [any StagedFile]) throws(Fault) -> UserComparison {
        let fields = ForeignFields()
        let people = ComparedPeople(fields, key: wishes.key)
        try read(old, people, "OLD")
        let second = ComparedLoad(people, fields, wishes)
        try read(new, second, "NEW")
        var comparison = second.finish()
        if wishes.showsValues { try tellValues(old, new, &comparison) }
        return comparison
    }

    private func read(_ files: [any StagedFile], _ taker: any ForeignTaker, _ side: String) throws(Fault) {
        for file in files {
            // What is to be said about either file alone, `validate` says.
            var reading = ForeignUserFile(file, Report(keptPerRule: 0))
            do throws(Fault) { try reading.read(taker) } catch {
                throw Fault(
                    error.code, error.disposition, "\(side), \(PlacePath.readable(file.name)): \(error.message)",
                    remedy: error.remedy, context: error.context)
            }
        }
    }

    private func tellValues(
        _ old: [any StagedFile], _ new: [any StagedFile], _ comparison: inout UserComparison
    ) throws(Fault) {
        let wanted = Set(comparison.fields.flatMap { $0.examples.map(\.id) })
        let before = ComparedValues(wanted)
        try read(old, before, "OLD")
        let after = ComparedValues(wanted)
        try read(new, after, "NEW")
        for field in comparison.fields.indices {
            let name = comparison.fields[field].name
            for index in comparison.fields[field].examples.indices {
                let id = comparison.fields[field].examples[index].id
                comparison.fields[field].examples[index].old = before.text(id, name)
                comparison.fields[field].examples[index].new = after.text(id, name)
            }
        }
    }
}
