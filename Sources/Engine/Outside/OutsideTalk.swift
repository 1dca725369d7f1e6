import Exchange

/// How records are written for a program, and its answers read; one for each time the program is started.
protocol OutsideTalk {
    /// The first line in. `fields`: those of the first record and those the program may add.
    mutating func hello(_ columns: [String], adds: [String], _ facts: RunFacts) -> [UInt8]

    /// The line for one record, with its end.
    mutating func line(_ record: FieldRecord, number: Int) throws(OutsideProblem) -> [UInt8]

    /// Reads one line, without its end, as the answer about the record `number`; nil where the line is none by the
    /// protocol (a header).
    mutating func answer(_ line: [UInt8], number: Int?) throws(OutsideProblem) -> OutsideReply?
}
