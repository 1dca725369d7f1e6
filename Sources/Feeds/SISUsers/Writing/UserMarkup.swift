import Exchange

/// The layout as a small program, made once: writing a user is copying fixed pieces and escaping values between them.
/// Everything in it is plain numbers into one text, so that running it touches no reference count.
struct UserMarkup: Sendable {
    enum Order: Sendable {
        /// Copy this piece of `text`.
        case fixed(Range<Int>)
        /// Unless the slot is blank: `<name>`, its value escaped, `</name>`.
        case value(open: Range<Int>, slot: Int, close: Range<Int>)
        /// Go on `skip` orders further unless one of these slots has a value.
        case unlessBlank(keys: Range<Int>, skip: Int)
    }

    private(set) var text: [UInt8] = []
    private(set) var keys: [Int] = []
    private(set) var orders: [Order] = []

    init(_ layout: UserLayout) {
        fixed("<user>")
        members(layout.fields)
        let contacts = layout.parts.filter(\.segment.inContactInfo)
        group(contacts, named: "contact_info") { markup in markup.segments(contacts) }
        segments(layout.parts.filter { !$0.segment.inContactInfo })
        fixed("</user>\n")
        // The writer copies in blocks and may read this far behind the last piece.
        text += [UInt8](repeating: 0, count: UserRecord.slack)
    }

    private mutating func segments(_ parts: [UserLayout.Part]) {
        for segment in UserSchema.segments {
            let same = parts.filter { $0.segment.setting == segment.setting }
            group(same, named: segment.wrapper) { markup in
                for part in same { markup.part(part) }
            }
        }
    }

    /// `parts` inside an element that is written only when one of them is.
    private mutating func group(_ parts: [UserLayout.Part], named name: String, _ body: (inout UserMarkup) -> Void) {
        if parts.isEmpty { return }
        // A part without a key slot is always there, and so is what stands around it.
        unlessBlank(parts.contains { $0.keySlot == nil } ? [] : parts.compactMap(\.keySlot)) { markup in
            markup.fixed("<\(name)>")
            body(&markup)
            markup.fixed("</\(name)>")
        }
    }

    private mutating func part(_ part: UserLayout.Part) {
        let segment = part.segment
        unlessBlank(part.keySlot.map { [$0] } ?? []) { markup in
            markup.fixed("<\(segment.element)\(UserMarkup.attributes(part))>")
            markup.members(part.members)
            if let types = segment.types {
                markup.fixed("<\(types.wrapper)>")
                markup.members(part.kinds)
                markup.fixed("</\(types.wrapper)>")
            }
            markup.fixed("</\(segment.element)>")
        }
    }

    /// `preferred` is said either way, for people who read the file; other attributes only where they are true, which
    /// is what the schema's default makes of a missing one. `segment_type` is left out: the schema calls it "relevant
    /// only for User API (and not for SIS)".
    private static func attributes(_ part: UserLayout.Part) -> String {
        part.segment.attributes.map { name in
            let isSet = part.attributes.contains(name)
            return isSet || name == "preferred" ? " \(name)=\"\(isSet)\"" : ""
        }.joined()
    }

    private mutating func members(_ members: [UserLayout.Member]) {
        for member in members {
            let name = member.element.name
            switch member.value {
            case .constant(let text): fixed("<\(name)>\(UserMarkup.escaped(text))</\(name)>")
            case .slot(let slot): orders.append(.value(open: add("<\(name)>"), slot: slot, close: add("</\(name)>")))
            }
        }
    }

    private mutating func unlessBlank(_ slots: [Int], _ body: (inout UserMarkup) -> Void) {
        if slots.isEmpty { return body(&self) }
        let place = orders.count
        let range = keys.count..<keys.count + slots.count
        keys += slots
        orders.append(.unlessBlank(keys: range, skip: 0))
        body(&self)
        orders[place] = .unlessBlank(keys: range, skip: orders.count - place - 1)
    }

    /// Fixed pieces that follow each other become one.
    private mutating func fixed(_ piece: String) {
        let range = add(piece)
        if case .fixed(let before)? = orders.last, before.upperBound == range.lowerBound, !isTarget(orders.count) {
            orders[orders.count - 1] = .fixed(before.lowerBound..<range.upperBound)
        } else {
            orders.append(.fixed(range))
        }
    }

    /// Whether an order that skips leads to `place`: what stands there must stay an order of its own.
    private func isTarget(_ place: Int) -> Bool {
        for (index, order) in orders.enumerated() {
            if case .unlessBlank(_, let skip) = order, index + 1 + skip == place { return true }
        }
        return false
    }

    private mutating func add(_ piece: String) -> Range<Int> {
        let start = text.count
        text += Array(piece.utf8)
        return start..<text.count
    }

    /// XML 1.0, clauses 2.4 and 2.11; the set-up has refused what XML cannot carry.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\r": "&#13;"
            default: String(scalar)
            }
        }.joined()
    }
}
