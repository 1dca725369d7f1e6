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
        // A column may stand behind several fields, so it is the values that count, not the row.
        var values = 0
        for range in user.ranges { values += range.count }
        let size = markup.text.count + XMLPieces.most(values)
        let isPlain = user.glance.isPlain
        // Down to bare numbers here: what follows runs some sixty times for each user.
        try markup.text.withUnsafeBufferPointer { text throws(Fault) in
            try markup.orders.withUnsafeBufferPointer { orders throws(Fault) in
                try markup.keys.withUnsafeBufferPointer { keys throws(Fault) in
                    try user.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
                        try user.ranges.withUnsafeBufferPointer { ranges throws(Fault) in
                            guard let text = text.baseAddress, let bytes = bytes.baseAddress else { return }
                            try xml.pieces(atMost: size) { pieces throws(Fault) in
                                let program = Running(
                                    orders: orders, keys: keys, text: text, bytes: bytes, ranges: ranges,
                                    isPlain: isPlain)
                                program.run(&pieces)
                            }
                        }
                    }
                }
            }
        }
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) {
        try xml?.markup("</users>\n")
        try xml?.finish()
        xml = nil
    }

    /// The markup's orders at work on one user; valid only inside `write`.
    private struct Running {
        let orders: UnsafeBufferPointer<UserMarkup.Order>
        let keys: UnsafeBufferPointer<Int>
        let text: UnsafePointer<UInt8>
        let bytes: UnsafePointer<UInt8>
        let ranges: UnsafeBufferPointer<Range<Int>>
        let isPlain: Bool

        func run(_ pieces: inout XMLPieces) {
            var at = 0
            while at < orders.count {
                switch orders[at] {
                case .fixed(let piece):
                    pieces.markup(text, piece)
                case .value(let open, let slot, let close):
                    if ranges[slot].isEmpty { break }
                    pieces.markup(text, open)
                    // The rules have let only legal characters through.
                    pieces.text(bytes, ranges[slot], isPlain: isPlain)
                    pieces.markup(text, close)
                case .unlessBlank(let slots, let skip):
                    if areBlank(slots) { at += skip }
                }
                at += 1
            }
        }

        private func areBlank(_ slots: Range<Int>) -> Bool {
            for index in slots where !ranges[keys[index]].isEmpty { return false }
            return true
        }
    }
}
