import Exchange

/// The other way round: dates as a receiver wants them.
extension DateLayout {
    /// A layout to write by: a `YY` needs no hundred years, and there is no time of day in it.
    package init?(writing text: String) {
        guard let layout = DateLayout(text) ?? DateLayout(text, centuryFrom: 2000), !layout.hasTime else { return nil }
        self = layout
    }

    private var hasTime: Bool { parts.contains { if case .time = $0 { true } else { false } } }

    package func append(_ date: CivilDate, to bytes: inout [UInt8]) {
        for part in parts {
            switch part {
            case .year: DateLayout.put(date.year, 4, &bytes)
            case .shortYear: DateLayout.put(date.year % 100, 2, &bytes)
            case .month(let width): DateLayout.put(date.month, width, &bytes)
            case .day(let width): DateLayout.put(date.day, width, &bytes)
            case .monthName:
                let start = (date.month - 1) * 3
                bytes.append(contentsOf: DateLayout.names[start..<start + 3])
            case .time: break
            case .exactly(let byte): bytes.append(byte)
            }
        }
    }

    /// With zeros in front, up to `width` digits; more where it has more.
    private static func put(_ number: Int, _ width: Int, _ bytes: inout [UInt8]) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        while number / unit >= 10 { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(48 + number / unit % 10))
            unit /= 10
        }
    }
}
