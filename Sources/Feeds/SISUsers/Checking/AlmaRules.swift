import Exchange
import Formats
import Rules

/// Holds one user against the rule pack. What most users pass costs next to nothing.
struct AlmaRules {
    private let layout: UserLayout
    private let pack: AlmaRulePack
    private let today: CivilDate
    private let dates: [Int]
    private let birth: Int?
    private let expiry: Int?
    private let purge: Int?
    private let emails: [Int]
    private let countries: [Int]
    private let names: [Int]
    private let practice: [Int]
    private let preferred: [(setting: String, chosen: [Int], others: [Int])]
    private let latest: [UInt8]
    private let earliest = Array("1900-01-01".utf8)
    private let now: [UInt8]
    /// The last text each list has let through: codes come in runs.
    private var known: [[UInt8]]

    init(_ layout: UserLayout, _ pack: AlmaRulePack, today: CivilDate) {
        self.layout = layout
        self.pack = pack
        self.today = today
        func slots(_ list: String?, _ element: String) -> [Int] {
            layout.slots.indices.filter { layout.slots[$0].list == list && layout.slots[$0].element.name == element }
        }
        dates = layout.slots.indices.filter { layout.slots[$0].element.kind == .date }
        birth = slots(nil, "birth_date").first
        expiry = layout.expirySlot
        purge = layout.purgeSlot
        emails = slots("emails", "email_address")
        countries = slots("addresses", "country")
        let fixed = Set(layout.fields.filter { $0.constant != nil }.map(\.element.name))
        let named = slots(nil, "first_name") + slots(nil, "last_name")
        // Where one is required, its absence is said already.
        let isSaid = named.contains { layout.slots[$0].rule.required }
        names = fixed.isDisjoint(with: ["first_name", "last_name"]) && !isSaid ? named : []
        practice = [layout.groupSlot, layout.expirySlot].compactMap(\.self)
        preferred = AlmaRules.preferred(layout)
        now = Array(today.description.utf8)
        latest = Array((CivilDate(year: min(9999, today.year + 100), month: 12, day: 31) ?? today).description.utf8)
        known = [[UInt8]](repeating: [], count: pack.codeLists.count)
    }

    /// Lists of which one part is the preferred one: its keys, and those of the others.
    private static func preferred(_ layout: UserLayout) -> [(setting: String, chosen: [Int], others: [Int])] {
        UserSchema.segments.filter { $0.attributes.contains("preferred") }.compactMap { segment in
            let parts = layout.parts.filter { $0.segment.setting == segment.setting }
            let chosen = parts.filter { $0.attributes.contains("preferred") }
            let keys = chosen.compactMap(\.keySlot)
            // One that is always there leaves nothing to say.
            guard !chosen.isEmpty, keys.count == chosen.count else { return nil }
            let others = parts.filter { !$0.attributes.contains("preferred") }.compactMap(\.keySlot)
            return others.isEmpty ? nil : (segment.setting, keys, others)
        }
    }

    mutating func check(_ user: borrowing UserRecord, at position: Position, report: Report) -> Bool {
        var isGood = true
        if !names.isEmpty, names.allSatisfy({ user.ranges[$0].isEmpty }) {
            isGood = say(.sisName, names[0], "there is neither a first nor a last name", user, position, report)
        }
        for slot in practice where user.ranges[slot].isEmpty && !layout.slots[slot].rule.required {
            isGood = say(.sisPractice, slot, "it is blank", user, position, report) && isGood
        }
        isGood = checkDates(user, position, report) && isGood
        for slot in emails
        where !user.ranges[slot].isEmpty && !user.with(slot, AlmaRules.isEmail) && !user.isSpoilt(slot) {
            isGood = say(.sisEmail, slot, "the value is no e-mail address", user, position, report) && isGood
        }
        for slot in countries
        where !user.ranges[slot].isEmpty && !user.with(slot, AlmaRules.isCountry) && !user.isSpoilt(slot) {
            isGood =
                say(.sisCountry, slot, "the value is no three-letter country code", user, position, report) && isGood
        }
        isGood = checkCodes(user, position, report) && isGood
        isGood = checkMatchPoint(user, position, report) && isGood
        for (setting, chosen, others) in preferred
        where chosen.allSatisfy({ user.ranges[$0].isEmpty }) && others.contains(where: { !user.ranges[$0].isEmpty }) {
            let words = "the preferred one of the \(setting) is blank, others are not"
            isGood = say(.sisPreferred, chosen[0], words, user, position, report) && isGood
        }
        return checkInvisible(user, position, report) && isGood
    }

    private func say(
        _ code: Code, _ slot: Int, _ words: String, _ user: borrowing UserRecord, _ position: Position,
        _ report: Report
    ) -> Bool {
        let target = layout.slots[slot]
        let severity = pack.severity(code)
        let subject = severity == .off ? nil : layout.subject(of: user)
        return severity.say(
            {
                Finding(
                    $0, code, position.at(target.rule.column ?? target.path), "\(target.path): \(words).",
                    subject: subject)
            }, report)
    }

    // MARK: Dates

    private func checkDates(_ user: borrowing UserRecord, _ position: Position, _ report: Report) -> Bool {
        var isGood = true
        for slot in dates where user.ranges[slot].count == 10 {
            let isOdd = user.with(slot) { text in
                text.lexicographicallyPrecedes(earliest) || latest.lexicographicallyPrecedes(text)
                    || (slot == birth && now.lexicographicallyPrecedes(text))
            }
            if isOdd {
                let words =
                    slot == birth
                    ? "the date is before 1900 or still to come" : "the year is before 1900 or too far ahead"
                isGood = say(.sisDateRange, slot, words, user, position, report) && isGood
            }
        }
        guard let purge, user.ranges[purge].count == 10 else { return isGood }
        guard let expiry, user.ranges[expiry].count == 10 else {
            return isPast(user, purge)
                ? say(.sisPurgePast, purge, "the day has passed already", user, position, report) && isGood : isGood
        }
        if isTooEarly(user, purge, expiry) {
            let words =
                pack.purgeSpan.count == 0
                ? "before the expiry date" : "less than \(pack.purgeSpan.words) after the expiry date"
            isGood = say(.sisPurge, purge, "the day is \(words)", user, position, report) && isGood
        }
        if isPast(user, purge), !isPast(user, expiry) {
            isGood =
                say(.sisPurgePast, purge, "the day has passed, and the user has not expired", user, position, report)
                && isGood
        }
        return isGood
    }

    private func isPast(_ user: borrowing UserRecord, _ slot: Int) -> Bool {
        user.with(slot) { $0.lexicographicallyPrecedes(now) }
    }

    private func isTooEarly(_ user: borrowing UserRecord, _ purge: Int, _ expiry: Int) -> Bool {
        if pack.purgeSpan.count == 0 {
            return user.with(purge) { purge in user.with(expiry) { purge.lexicographicallyPrecedes($0) } }
        }
        guard let purge = user.with(purge, { DateLayout.iso.date($0) }),
            let expiry = user.with(expiry, { DateLayout.iso.date($0) }), let least = expiry.adding(pack.purgeSpan)
        else { return false }
        return purge < least
    }

    // MARK: Shapes

    /// One `@` with something before it and a name with a dot behind it (RFC 5321, clause 4.1.2, as far as the field
    /// uses it); no blanks, no control characters, no two dots together.
    static func isEmail(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at: Int?
        var lastDot: Int?
        var before: UInt8 = 0x2E
        for (index, byte) in text.enumerated() {
            if byte <= 0x20 || byte == 0x7F || byte == 0x2C || byte == 0x3B || byte == 0x3C || byte == 0x3E {
                return false
            }
            if byte == 0x40 {
                if at != nil || index == 0 { return false }
                at = index
            } else if byte == 0x2E {
                if before == 0x2E || before == 0x40 { return false }
                lastDot = index
            }
            before = byte
        }
        guard let at, let lastDot else { return false }
        return lastDot > at + 1 && lastDot < text.count - 1
    }

    /// As ISO 3166-1 alpha-3 has them, which is what the library system's table of countries uses.
    static func isCountry(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count == 3 && text.allSatisfy { (0x41...0x5A).contains($0) }
    }

    // MARK: Codes

    private mutating func checkCodes(
        _ user: borrowing UserRecord, _ position: Position, _ report: Report
    ) -> Bool {
        var isGood = true
        for number in pack.codeLists.indices {
            for slot in pack.codeLists[number].slots where !user.ranges[slot].isEmpty {
                let isKnown = user.with(slot) { text in
                    if text.elementsEqual(known[number]) { return true }
                    guard pack.codeLists[number].has(text) else { return false }
                    known[number] = Array(text)
                    return true
                }
                if !isKnown, !user.isSpoilt(slot) {
                    isGood = sayUnknown(user, slot, pack.codeLists[number], position, report) && isGood
                }
            }
        }
        return isGood
    }

    private func sayUnknown(
        _ user: borrowing UserRecord, _ slot: Int, _ list: CodeList, _ position: Position, _ report: Report
    ) -> Bool {
        let text = user.text(slot)
        let hint = list.likely(text).map { code in
            code == text
                ? "; '\(code)' looks the same and has its letters made up of other characters"
                : "; '\(code)' differs in the case of its letters only"
        }
        return say(
            .sisCodeList, slot, "the value is none of the codes in \(list.source)\(hint ?? "")", user, position, report)
    }

    private func checkMatchPoint(_ user: borrowing UserRecord, _ position: Position, _ report: Report) -> Bool {
        guard user.population < pack.matchPoints.count else { return true }
        let point = pack.matchPoints[user.population]
        guard point.slots.allSatisfy({ user.ranges[$0].isEmpty }), let slot = point.slots.first else { return true }
        return say(
            .sisMatchPoint, slot, "it is blank, and logins and loads find this user by it", user, position, report)
    }

    // MARK: Characters

    private func checkInvisible(_ user: borrowing UserRecord, _ position: Position, _ report: Report) -> Bool {
        // Almost nobody has so much as a byte of one.
        guard user.bytes.withUnsafeBufferPointer({ XMLText.mayHaveInvisible(utf8: $0) }) else { return true }
        var isGood = true
        for slot in layout.slots.indices where !user.ranges[slot].isEmpty {
            guard user.with(slot, AlmaRules.hasInvisible) else { continue }
            let words = "the value has a character nobody can see (a control, a joiner or a change of direction)"
            isGood = say(.sisInvisible, slot, words, user, position, report) && isGood
        }
        return isGood
    }

    /// C1 controls (U+0080–U+009F), U+200B–U+200F, U+202A–U+202E, U+2060–U+206F, U+FEFF.
    static func hasInvisible(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let next = index + 1 < text.count ? text[index + 1] : 0
            let third = index + 2 < text.count ? text[index + 2] : 0
            if byte == 0xC2, next < 0xA0 { return true }
            if byte == 0xE2, next == 0x80, (0x8B...0x8F).contains(third) || (0xAA...0xAE).contains(third) {
                return true
            }
            if byte == 0xE2, next == 0x81, third >= 0xA0 { return true }
            if byte == 0xEF, next == 0xBB, third == 0xBF { return true }
            index += 1
        }
        return false
    }
}
