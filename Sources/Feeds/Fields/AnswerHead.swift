import Exchange

/// What is remembered of each row while all are read; its values are in the spool.
struct AnswerHead {
    enum Fate: UInt8 {
        case accepted, rejected, merged
    }

    /// In the spool.
    let place: Int
    let file: Int32
    let line: Int32
    let record: Int32
    /// Bytes of the row as it stands in the source.
    let count: Int32
    let byte: Int
    var fate = Fate.accepted

    init(_ place: Int, file: Int, _ position: Position, count: Int) {
        self.place = place
        self.file = Int32(truncatingIfNeeded: file)
        self.count = Int32(truncatingIfNeeded: count)
        line = Int32(truncatingIfNeeded: position.line)
        record = Int32(truncatingIfNeeded: position.record)
        byte = position.byte
    }

    var position: Position { Position(record: Int(record), byte: byte, line: Int(line)) }
}
