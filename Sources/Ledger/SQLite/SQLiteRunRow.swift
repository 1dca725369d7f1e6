import Exchange

extension RunRow: Sealed {
    static let table = "runs"

    init(_ columns: Columns) throws {
        let moment = try columns.moment("now")
        let offset = try columns.int("utc_offset")
        // The seal is checked on what is read; calendar arithmetic comes before that and must not overflow.
        guard moment.seconds.magnitude < 1 << 60, offset.magnitude < 1 << 30 else {
            throw columns.damage("now")
        }
        let now = CivilTime(moment, offset: offset, abbreviation: try columns.text("abbreviation"))
        let outcome = try columns.optionalText("outcome")
        self.init(
            id: try columns.text("id"), profile: try columns.text("profile"), now: now,
            zone: try columns.text("zone"), sequence: try columns.int("sequence"),
            configuration: try columns.digest("configuration"), origin: try columns.text("origin"),
            step: try columns.word("step", Step.self), epoch: try columns.int("epoch"),
            owner: try columns.text("owner"),
            end: try outcome.map { try columns.known("outcome", End(title: $0)) },
            summary: try columns.text("summary"), tally: try Tally(columns),
            ended: try columns.optionalMoment("ended"))
    }

    func write(_ canonical: inout Canonical) {
        for text in [id, profile, now.abbreviation, zone, configuration.hex, origin, step.rawValue, owner, summary] {
            canonical.add(text)
        }
        canonical.add(end?.title)
        for number in [now.moment.seconds, now.moment.nanoseconds, now.offset, sequence, epoch] + tally.counts {
            canonical.add(number)
        }
        canonical.add(ended?.seconds)
        canonical.add(ended?.nanoseconds)
    }
}

extension Tally {
    init(_ columns: Columns) throws {
        self.init()
        read = try columns.int("records_read")
        added = try columns.int("added")
        accepted = try columns.int("accepted")
        rejected = try columns.int("rejected")
        filtered = try columns.int("filtered")
        merged = try columns.int("merged")
    }

    /// In the order of the columns.
    var counts: [Int] { [read, added, accepted, rejected, filtered, merged] }
}
