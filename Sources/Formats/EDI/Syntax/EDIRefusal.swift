import Exchange

/// The faults of a file that cannot be read on.
enum EDIRefusal {
    static func empty() -> Fault { Fault(.ediEmpty, .reject, "the file is empty", context: ["byte": "0"]) }

    /// `sample`: the first bytes that are not blank.
    static func foreign(_ sample: [UInt8], within limit: Int?) -> Fault {
        let kinds: [(StaticString, String)] = [
            ("ISA", "it looks like X12"), ("STX", "it looks like TRADACOMS"), ("PK", "it looks like a zip file"),
            ("<", "it looks like XML or a page of the web"), ("{", "it looks like JSON"), ("%PDF", "it is a PDF"),
            ("-----BEGIN PGP", "it is encrypted"),
        ]
        let kind = sample.withUnsafeBufferPointer { bytes in kinds.first { EDIOpening.has($0.0, bytes, 0) }?.1 }
        let scope = limit.map { " in the first \(grouped($0)) bytes" } ?? ""
        return Fault(
            .ediForeign, .reject,
            "there is no EDIFACT in the file: no UNA, UNB or UNH\(scope)\(kind.map { "; \($0)" } ?? "")",
            context: ["byte": "0"])
    }

    static func long(line: Int, byte: Int, limit: Int) -> Fault {
        Fault(
            .ediSegmentLong, .reject,
            "the segment that starts on line \(line) (byte \(byte)) has more than \(grouped(limit)) bytes",
            context: ["line": "\(line)", "byte": "\(byte)"])
    }

    static func longMessage(_ number: Int, line: Int, byte: Int, limit: Int) -> Fault {
        Fault(
            .ediMessageLong, .reject,
            "message \(number), which starts on line \(line) (byte \(byte)), has more than \(grouped(limit)) bytes",
            context: ["line": "\(line)", "byte": "\(byte)"])
    }
}
