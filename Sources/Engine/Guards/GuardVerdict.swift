import Exchange

/// The guards' opinion about a whole load.
package enum GuardVerdict: Hashable, Sendable {
    case pass
    /// Nothing is sent until a person decides; why, with the numbers.
    case hold(Code, String)

    package static func judge(_ tally: Tally, _ limits: GuardLimits) -> GuardVerdict {
        if let least = limits.minRecords, tally.accepted < least {
            return .hold(
                .guardRecords,
                "\(counted(tally.accepted, "record")) accepted, and 'guard: min_records' asks for \(grouped(least)).")
        }
        if let most = limits.maxRejectsPercent, tally.read > 0, tally.rejected * 100 > most * tally.read {
            let tenths = tally.rejected * 1000 / tally.read
            return .hold(
                .guardRejects,
                "\(grouped(tally.rejected)) of \(counted(tally.read, "record")) were rejected "
                    + "(\(tenths / 10).\(tenths % 10) %), and 'guard: max_rejects_percent' allows \(most) %.")
        }
        return .pass
    }
}
