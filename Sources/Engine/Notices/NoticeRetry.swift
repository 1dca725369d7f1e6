import Exchange

/// When a notice that could not be sent is tried again.
enum NoticeRetry {
    /// What may pass within seconds.
    private static let brief: [Code] = [.noticeBusy, .placeUnreachable, .placeLost]
    private static let most = 3

    /// Milliseconds until the next try of the same process, after so many that failed; nil where there is none.
    static func pause(_ failures: Int, _ fault: Fault) -> Int? {
        guard failures < most, brief.contains(fault.code), case .retry = fault.disposition else { return nil }
        let own = 500 << (2 * (failures - 1))
        return max(own, asked(fault) * 1000)
    }

    /// Seconds until a later process tries again: one minute, then twice as long each time, an hour at most; where a person
    /// must mend something first, an hour at once, so that no account is locked by us.
    static func untilNextRun(_ tries: Int, _ fault: Fault) -> Int {
        guard case .retry = fault.disposition else { return 3600 }
        return max(min(3600, 60 << min(6, max(0, tries - 1))), asked(fault))
    }

    /// What the receiver asked for.
    private static func asked(_ fault: Fault) -> Int { fault.context["wait_seconds"].flatMap { Int($0) } ?? 0 }
}
