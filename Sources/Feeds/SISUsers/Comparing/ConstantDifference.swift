/// Something that is the same for everybody, and is another thing than in the last load: a constant of the profile was
/// changed, added or taken away.
struct ConstantDifference {
    let name: String
    let before: Bool
    let now: Bool
    /// The value without which it is not sent, in the baseline and in the layout of now; nil: sent for everybody.
    let keyBefore: Int?
    let keyNow: Int?

    static func all(from old: BaselineShape, to layout: UserLayout) -> [ConstantDifference] {
        let new = BaselineShape(layout)
        if old.constants == new.constants { return [] }
        var names: [String] = []
        for constant in old.constants + new.constants where !names.contains(constant.name) {
            names.append(constant.name)
        }
        return names.compactMap { name in
            let before = old.constants.first { $0.name == name }
            let now = new.constants.first { $0.name == name }
            if before == now { return nil }
            // What was a constant and is a column now (or the other way round) is compared as a value.
            if before == nil, old.names.contains(name) { return nil }
            if now == nil, new.names.contains(name) { return nil }
            return ConstantDifference(
                name: name, before: before != nil, now: now != nil,
                keyBefore: before?.key.flatMap { old.names.firstIndex(of: $0) },
                keyNow: now?.key.flatMap { new.names.firstIndex(of: $0) })
        }
    }
}
