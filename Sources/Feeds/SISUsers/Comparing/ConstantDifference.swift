/// Something that is the same for everybody now, or was in the last load, and is another thing in the other: a constant of
/// the profile was changed, added or taken away, or stands where there was a column. (Where there is a column now, the
/// layout's slots are compared.)
struct ConstantDifference {
    let name: String
    let before: LoadValue
    let now: LoadValue

    static func all(from old: BaselineShape, to layout: UserLayout) -> [ConstantDifference] {
        let new = BaselineShape(layout)
        if old == new { return [] }
        var names: [String] = []
        for constant in old.constants + new.constants where !names.contains(constant.name) {
            names.append(constant.name)
        }
        return names.compactMap { name in
            let (before, now) = (old.value(name), new.value(name))
            if case .slot = now { return nil }
            let isSame = old.constants.first { $0.name == name } == new.constants.first { $0.name == name }
            return isSame ? nil : ConstantDifference(name: name, before: before, now: now)
        }
    }
}
