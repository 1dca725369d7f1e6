import Exchange

/// How one target field gets its value. The one expression language of all feeds; a bare word is a column.
///
///     first_name: FIRST_NAME
///     user_group: {column: GROUP, lookup: lists/user_group.csv, unknown: {default: GUEST}}
///     expiry_date: {column: EXPIRES, date: DD.MM.YYYY, required: yes}
///
/// A rule is one source and modifiers, which act in the order of the properties below.
package struct ValueRule: Hashable, Sendable {
    package let source: Source
    /// Whether blanks around a value are taken off.
    var trims = true
    /// If it does not hold, the value is blank, and nothing is said about what stands there.
    var when: Condition?
    /// What the whole value must look like.
    var pattern: ValuePattern?
    /// To which base a whole number is written instead of ten.
    var base: Int?
    var letters: LetterCase?
    var lookup: ValueLookup?
    /// How the source writes this date; nil where no layout was given. The value becomes ISO 8601.
    package var date: DateLayout?
    var shift: DateSpan?
    var phone: PhoneRule?
    /// The value where it is blank.
    var fallback: String?
    /// A record without a value here is rejected: `required: yes`, or `blank: reject`.
    package var required: Bool
    /// What the feed does about a blank value.
    package var blank: BlankPolicy = .clear
    package let mark: Mark
    /// The dotted path of the field, for what is said about its values.
    package let key: String

    package init(_ source: Source, required: Bool = false, date: DateLayout? = nil, mark: Mark, key: String = "") {
        self.source = source
        self.required = required
        self.date = date
        self.mark = mark
        self.key = key
    }

    /// Nothing but a constant: it is never blank and needs no row.
    package var constant: String? {
        guard case .constant(let text) = source, !isModified, date == nil else { return nil }
        return text
    }

    /// Nothing but a column, trimmed, and perhaps with a `date`: a feed may take the cell itself (`Blanks.trimmed`).
    package var plainColumn: String? {
        guard case .column(let name) = source, !isModified else { return nil }
        return name
    }

    /// The column, where the value is that of one column, modified or not: for messages.
    package var column: String? {
        switch source {
        case .column(let name), .calendar(_, let name?): name
        default: nil
        }
    }

    /// Every column it reads, conditions and nested rules included, each once, in the order they are written.
    package var columns: [String] {
        var seen: Set<String> = []
        return ((when?.columns ?? []) + source.columns).filter { seen.insert($0).inserted }
    }

    /// Whether every value is a date in ISO 8601.
    package var yieldsDate: Bool { date != nil || source.yieldsDates }

    /// Whether it has a value (or a problem) whatever the row holds.
    var isNeverBlank: Bool {
        if fallback != nil { return true }
        guard when == nil, pattern?.take == nil else { return false }
        switch source {
        case .constant(let text): return !text.isEmpty
        case .today, .calendar(_, nil): return true
        default: return false
        }
    }

    /// Whether it can have a value although every column it reads is blank.
    package var needsNoColumn: Bool {
        if fallback != nil { return true }
        switch source {
        case .constant, .today, .calendar(_, nil): return true
        case .first(let rules), .choose(let rules): return rules.contains(where: \.needsNoColumn)
        case .column, .template, .calendar: return false
        }
    }

    /// What a new code or a problem is said to be about.
    var label: String { column ?? key }

    private var isModified: Bool {
        !trims || when != nil || pattern != nil || base != nil || letters != nil || lookup != nil || shift != nil
            || phone != nil || fallback != nil
    }
}
