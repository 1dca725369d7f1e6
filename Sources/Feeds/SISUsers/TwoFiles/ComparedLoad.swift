import Exchange
import Formats

/// NEW as it passes by, each person held against the same one in OLD.
final class ComparedLoad: ForeignTaker {
    private static let keptExamples = 5

    private let people: ComparedPeople
    private let fields: ForeignFields
    private let wishes: UserComparing.Wishes
    private let matching: UserMatching
    private var comparison = UserComparison()
    private var counted: [UserComparison.Field?] = []
    private var ignored: [Bool] = []
    private var harmless = [Int](repeating: 0, count: ForeignNoise.allCases.count)
    /// People of NEW whom OLD does not have, to know them when they come again.
    private var newcomers: Set<[UInt8]> = []
    /// The fields in which the person at hand differs.
    private var differences: [(field: Int, old: Bool, new: Bool)] = []

    init(_ people: ComparedPeople, _ fields: ForeignFields, _ wishes: UserComparing.Wishes) {
        self.people = people
        self.fields = fields
        self.wishes = wishes
        matching = UserMatching(wishes.key)
    }

    func user(_ record: XMLRecord, at position: Position) {
        comparison.new.users += 1
        guard let key = matching.key(record) else {
            comparison.new.keyless += 1
            return
        }
        let id = matching.id(record)
        let shown = PlacePath.readable(String(decoding: id.isEmpty ? key : id, as: UTF8.self))
        guard let number = people.find(key) else {
            guard newcomers.insert(key).inserted else {
                comparison.new.doubled += 1
                return
            }
            return comparison.onlyNew.append(shown)
        }
        guard people.match(number) else {
            comparison.new.doubled += 1
            return
        }
        fields.take(record)
        hold(against: number)
        for kind in ForeignNoise.allCases where fields.noise[kind.rawValue] != people.noise(number, kind) {
            harmless[kind.rawValue] += 1
        }
        if differences.isEmpty {
            comparison.same += 1
        } else {
            comparison.different.append(shown)
            for difference in differences { count(difference, shown) }
        }
    }

    func end(of document: ForeignDocument, report: Report) {}

    /// Both are in the order of field numbers.
    private func hold(against number: Int) {
        differences.removeAll(keepingCapacity: true)
        let old = people.values(number)
        var (left, right) = (old.lowerBound, 0)
        while left < old.upperBound || right < fields.values.count {
            let before = left < old.upperBound ? people.value(left) : (.max, 0)
            let after = right < fields.values.count ? fields.values[right] : (.max, 0)
            if before.field == after.field {
                if before.hash != after.hash { differ(before.field, true, true) }
                (left, right) = (left + 1, right + 1)
            } else if before.field < after.field {
                differ(before.field, true, false)
                left += 1
            } else {
                differ(after.field, false, true)
                right += 1
            }
        }
        dropWholes()
    }

    private func differ(_ field: Int, _ old: Bool, _ new: Bool) {
        while ignored.count < fields.list.count {
            ignored.append(isIgnored(fields.list[ignored.count]))
            counted.append(nil)
        }
        differences.append((field, old, new))
    }

    /// A whole part is worth saying only where none of its values differs: then they are put together otherwise. Where a
    /// value does not count, the whole does not either.
    private func dropWholes() {
        if differences.isEmpty { return }
        let split = Set(differences.compactMap { fields.list[$0.field].whole })
        differences.removeAll { ignored[$0.field] || fields.list[$0.field].isWhole && split.contains($0.field) }
    }

    private func isIgnored(_ field: ForeignField) -> Bool {
        wishes.ignored.contains { name in
            name == field.name || name == field.base || name == field.leaf
                || field.whole.map { fields.list[$0].name == name } == true
        }
    }

    private func count(_ difference: (field: Int, old: Bool, new: Bool), _ id: String) {
        var field = counted[difference.field] ?? UserComparison.Field(name: fields.list[difference.field].name)
        switch (difference.old, difference.new) {
        case (true, true): field.changed += 1
        case (true, false): field.cleared += 1
        default: field.set += 1
        }
        if field.examples.count < ComparedLoad.keptExamples { field.examples.append(UserComparison.Example(id: id)) }
        counted[difference.field] = field
    }

    func finish() -> UserComparison {
        comparison.old = people.side
        comparison.onlyOld = people.unmatched
        comparison.fields = counted.compactMap { $0 }.sorted { ($1.people, $0.name) < ($0.people, $1.name) }
        comparison.harmless = ForeignNoise.allCases.compactMap { kind in
            harmless[kind.rawValue] > 0 ? (kind, harmless[kind.rawValue]) : nil
        }
        return comparison
    }
}
