import Exchange

/// One guard that a whole load has tripped: nothing of it is sent until a person decides.
package struct GuardVerdict: Hashable, Sendable {
    package let code: Code
    /// One sentence, with the numbers that explain it.
    package let why: String

    /// Every guard the load trips, the most telling first; empty for a load that may go out.
    ///
    /// Of a load of which only a part was wanted (`isPart`) nothing is said that needs all of it.
    package static func judge(
        _ tally: Tally, _ comparison: Comparison?, _ limits: GuardLimits, isPart: Bool = false
    ) -> [GuardVerdict] {
        if isPart { return rejects(tally, limits) }
        let compared = comparison.map { ComparisonGuards($0, limits).verdicts } ?? []
        return records(tally, limits) + compared + rejects(tally, limits)
    }

    private static func records(_ tally: Tally, _ limits: GuardLimits) -> [GuardVerdict] {
        guard let least = limits.minRecords, tally.accepted < least else { return [] }
        return [
            GuardVerdict(
                code: .guardRecords,
                why: "\(counted(tally.accepted, "record")) accepted, and 'guard: min_records' asks for "
                    + "\(grouped(least)).")
        ]
    }

    private static func rejects(_ tally: Tally, _ limits: GuardLimits) -> [GuardVerdict] {
        guard let most = limits.maxRejectsPercent, tally.read > 0, tally.rejected * 100 > most * tally.read else {
            return []
        }
        let tenths = tally.rejected * 1000 / tally.read
        return [
            GuardVerdict(
                code: .guardRejects,
                why: "\(grouped(tally.rejected)) of \(counted(tally.read, "record")) were rejected "
                    + "(\(tenths / 10).\(tenths % 10) %), and 'guard: max_rejects_percent' allows \(most) %.")
        ]
    }
}
