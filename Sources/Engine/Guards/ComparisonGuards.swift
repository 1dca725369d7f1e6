import Exchange

/// The guards that hold a load against the last delivered one. A first load trips none of them.
struct ComparisonGuards {
    private let load: Comparison
    private let limits: GuardLimits

    init(_ comparison: Comparison, _ limits: GuardLimits) {
        load = comparison
        self.limits = limits
    }

    var verdicts: [GuardVerdict] {
        if load.baseline == nil || load.before == 0 { return [] }
        return expired + total + gone + load.groups.compactMap(group) + load.fields.compactMap(field)
            + load.fields.compactMap(cleared) + load.fields.compactMap(steady)
    }

    private var expired: [GuardVerdict] {
        let words = "This load would expire \(grouped(load.expired)) of \(amount(load.before))"
        if let most = limits.maxExpiredPercent, isWeighty || load.expired == load.before,
            share(load.expired, load.before).exceeds(most)
        {
            return [trip(.guardExpired, "\(words) (\(share(load.expired, load.before)), limit \(most) %).")]
        }
        if let most = limits.maxExpired, load.expired > most {
            return [trip(.guardExpired, "\(words) (limit \(grouped(most))).")]
        }
        return []
    }

    private var total: [GuardVerdict] {
        let words = "\(amount(load.now)), where the last load had \(grouped(load.before))"
        guard isWeighty else { return [] }
        let fall = share(load.before - load.now, load.before)
        if let most = limits.maxFallPercent, fall.exceeds(most) {
            return [trip(.guardFall, "\(words) (\(fall) fewer, limit \(most) %).")]
        }
        let rise = share(load.now - load.before, load.before)
        if let most = limits.maxRisePercent, rise.exceeds(most) {
            return [trip(.guardRise, "\(words) (\(rise) more, limit \(most) %).")]
        }
        return []
    }

    private var gone: [GuardVerdict] {
        let missing = share(load.gone, load.before)
        guard let most = limits.maxGonePercent, missing.exceeds(most), isWeighty || load.gone == load.before else {
            return []
        }
        return [
            trip(
                .guardGone,
                "\(grouped(load.gone)) of \(amount(load.before)) of the last load are missing (\(missing), limit "
                    + "\(most) %).")
        ]
    }

    /// Who would be expired counts as well: others may have come into the group in their place.
    private func group(_ group: Comparison.Group) -> GuardVerdict? {
        let own = limits.groups[group.name]
        guard let most = own ?? limits.maxGroupFallPercent, group.before > 0 else { return nil }
        // People who get a group at last are no group that is missing; the total says whether they are.
        if own == nil, group.isNone { return nil }
        // A group that vanished altogether is judged whatever its size.
        guard own != nil || group.before >= limits.groupFloor || group.now == 0 else { return nil }
        let fall = group.before - group.now
        let of = "\(group.name) \(load.noun)"
        if load.expired > 0, group.gone >= fall, share(group.gone, group.before).exceeds(most) {
            return trip(
                .guardGroup,
                "This load would expire \(grouped(group.gone)) of \(counted(group.before, of)) "
                    + "(\(share(group.gone, group.before)), limit \(most) %).")
        }
        guard share(fall, group.before).exceeds(most) else { return nil }
        return trip(
            .guardGroup,
            "\(counted(group.now, of)), where the last load had \(grouped(group.before)) "
                + "(\(share(fall, group.before)) fewer, limit \(most) %).")
    }

    private func field(_ field: Comparison.Field) -> GuardVerdict? {
        let own = limits.fields[field.name]
        // No more values are missing than people, and that is said once.
        let isPeople = field.filledBefore - field.filledNow <= load.before - load.now
        if own == nil, isPeople, !total.isEmpty { return nil }
        guard let most = own ?? limits.maxFieldFallPercent, own != nil || isWeighty(field) else { return nil }
        let fall = share(field.filledBefore - field.filledNow, field.filledBefore)
        guard fall.exceeds(most) else { return nil }
        return trip(
            .guardField,
            "\(amount(field.filledNow)) with \(field.name), where the last load had \(grouped(field.filledBefore)) "
                + "(\(fall) fewer, limit \(most) %).")
    }

    private func cleared(_ field: Comparison.Field) -> GuardVerdict? {
        let lost = share(field.cleared, field.filledBefore)
        guard let most = limits.maxClearedPercent, isWeighty(field), lost.exceeds(most) else { return nil }
        return trip(
            .guardCleared,
            "This load would clear \(field.name) for \(grouped(field.cleared)) of \(amount(field.filledBefore)) that "
                + "had it (\(lost), limit \(most) %).")
    }

    /// Many people with another name at once are other people, or columns that were swapped.
    private func steady(_ field: Comparison.Field) -> GuardVerdict? {
        let both = load.same + load.changed
        let share = share(field.changed + field.cleared, both)
        guard field.isSteady, let most = limits.maxSteadyChangePercent, share.exceeds(most), both >= limits.groupFloor
        else { return nil }
        return trip(
            .guardSteady,
            "\(amount(field.changed + field.cleared)) of \(grouped(both)) that both loads have would get another "
                + "\(field.name) (\(share), limit \(most) %).")
    }

    /// In a load of a handful, a few people are many per cent.
    private var isWeighty: Bool { load.before >= limits.groupFloor }

    /// Enough records had it, or at least half of a small load.
    private func isWeighty(_ field: Comparison.Field) -> Bool {
        field.filledBefore >= min(limits.groupFloor, max(1, load.before / 2))
    }

    private func amount(_ number: Int) -> String { counted(number, load.noun) }

    private func share(_ part: Int, _ whole: Int) -> Share { Share(part: part, whole: whole) }

    private func trip(_ code: Code, _ why: String) -> GuardVerdict { GuardVerdict(code: code, why: why) }
}

/// A part of a whole, as people say it: `67 %`.
private struct Share: CustomStringConvertible {
    let part: Int
    let whole: Int

    func exceeds(_ percent: Int) -> Bool { whole > 0 && part > 0 && part * 100 > percent * whole }

    /// Rounded to the nearest; with a decimal below 10 %, so that a limit and what exceeds it look different.
    var description: String {
        let tenths = whole > 0 ? (part * 1000 + whole / 2) / whole : 0
        return tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10) %" : "\((tenths + 5) / 10) %"
    }
}
