import Exchange
import Rules

/// Which of the usual ways to write dates fit every value of a column.
struct DateTrials {
    enum Verdict: Hashable {
        case none
        case sure(DateLayout)
        /// Every value fits several that mean different days: 03/04/2027. The likeliest first.
        case ambiguous([DateLayout])
    }

    /// The stricter of two that differ only in leading zeros stands first.
    private static let layouts: [DateLayout] = [
        "YYYY-MM-DD", "YYYYMMDD", "DD.MM.YYYY", "D.M.YYYY", "MM/DD/YYYY", "M/D/YYYY", "DD/MM/YYYY", "D/M/YYYY",
        "MM-DD-YYYY", "M-D-YYYY", "DD-MM-YYYY", "D-M-YYYY", "YYYY/MM/DD", "YYYY/M/D", "DD-MON-YYYY", "D-MON-YYYY",
        "DD MON YYYY", "MMDDYYYY", "DDMMYYYY", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm:ssZ",
        "YYYY-MM-DDZ", "YYYY-MM-DD hh:mm:ss.0", "DD.MM.YYYY hh:mm:ss", "MM/DD/YYYY hh:mm:ss", "M/D/YYYY hh:mm",
        "DD.MM.YY", "MM/DD/YY", "M/D/YY", "DD/MM/YY", "D/M/YY", "DD-MON-YY", "YY-MM-DD",
    ].compactMap { DateLayout($0) ?? DateLayout($0, centuryFrom: DateTrials.century) }

    /// Two-digit years are of 1950 to 2049, until a person says otherwise.
    static let century = 1950

    private var alive = Array(DateTrials.layouts.indices)
    private var first = [CivilDate?](repeating: nil, count: DateTrials.layouts.count)
    private var last = [CivilDate?](repeating: nil, count: DateTrials.layouts.count)

    mutating func note(_ value: UnsafeBufferPointer<UInt8>) {
        guard !alive.isEmpty else { return }
        guard value.count >= 6, value.count <= 24, let start = value.first, start &- 48 < 10 else {
            alive = []
            return
        }
        alive.removeAll { index in
            guard let date = DateTrials.layouts[index].date(value), DateTrials.isPlausible(date) else { return true }
            first[index] = min(first[index] ?? date, date)
            last[index] = max(last[index] ?? date, date)
            return false
        }
    }

    /// A number of eight digits is a date only in years people live in; 9999 stands for "never".
    private static func isPlausible(_ date: CivilDate) -> Bool {
        (1900..<2200).contains(date.year) || date.year == 9999
    }

    var verdict: Verdict {
        var found: [(order: String, layout: DateLayout)] = []
        for index in alive where first[index] != nil {
            let layout = DateTrials.layouts[index]
            let order = DateTrials.order(layout)
            if !found.contains(where: { $0.order == order }) { found.append((order, layout)) }
        }
        guard let only = found.first?.layout else { return .none }
        return found.count == 1 ? .sure(only) : .ambiguous(found.map(\.layout))
    }

    /// The earliest and the latest day, where it is known which days are meant.
    var range: ClosedRange<CivilDate>? {
        guard case .sure(let layout) = verdict, let index = DateTrials.layouts.firstIndex(of: layout),
            let first = first[index], let last = last[index]
        else { return nil }
        return first...last
    }

    /// Whether its years have two digits.
    static func isShort(_ layout: DateLayout) -> Bool { !layout.description.contains("YYYY") }

    /// Year, month and day in the order they stand.
    private static func order(_ layout: DateLayout) -> String {
        var order = ""
        for letter in layout.description where "YMD".contains(letter) && !order.contains(letter) {
            order.append(letter)
        }
        return order
    }
}
