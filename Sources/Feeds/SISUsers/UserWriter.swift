import Exchange
import Formats

/// Users as the user file (v2, no namespace) that the library system loads: compact, one user a line, UTF-8.
///
/// A blank value is left out: the receiver treats a missing element and an empty one alike.
struct UserWriter: Writer {
    private let markup: UserMarkup
    private var xml: XMLWriter?

    init(_ markup: UserMarkup) { self.markup = markup }

    mutating func begin(_ sink: any ByteSink) throws(Fault) {
        let xml = XMLWriter(sink)
        try xml.declaration()
        try xml.markup("<users>\n")
        self.xml = xml
    }

    mutating func write(_ user: borrowing UserRecord, to sink: any ByteSink) throws(Fault) {
        guard let xml else { preconditionFailure("a writer begins before it writes") }
        let text = markup.text
        let orders = markup.orders
        try text.withUnsafeBufferPointer { text throws(Fault) in
            try orders.withUnsafeBufferPointer { orders throws(Fault) in
                try user.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
                    try run(orders, text, bytes, user, xml)
                }
            }
        }
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) {
        try xml?.markup("</users>\n")
        try xml?.finish()
        xml = nil
    }

    private func run(
        _ orders: UnsafeBufferPointer<UserMarkup.Order>, _ text: UnsafeBufferPointer<UInt8>,
        _ bytes: UnsafeBufferPointer<UInt8>, _ user: borrowing UserRecord, _ xml: XMLWriter
    ) throws(Fault) {
        var at = 0
        while at < orders.count {
            switch orders[at] {
            case .fixed(let piece):
                try xml.markup(UnsafeBufferPointer(rebasing: text[piece]))
            case .value(let open, let slot, let close):
                let range = user.ranges[slot]
                if range.isEmpty { break }
                try xml.markup(UnsafeBufferPointer(rebasing: text[open]))
                let isLegal = try xml.text(UnsafeBufferPointer(rebasing: bytes[range]))
                precondition(isLegal, "the rules let only legal characters through")
                try xml.markup(UnsafeBufferPointer(rebasing: text[close]))
            case .unlessBlank(let keys, let skip):
                if areBlank(keys, user) { at += skip }
            }
            at += 1
        }
    }

    private func areBlank(_ keys: Range<Int>, _ user: borrowing UserRecord) -> Bool {
        for key in keys where !user.ranges[markup.keys[key]].isEmpty { return false }
        return true
    }
}
