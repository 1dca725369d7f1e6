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
        let markup = markup
        // A column may stand behind several fields, so it is the values that count, not the row.
        var values = 0
        for range in user.ranges { values += range.count }
        let size = markup.text.count + XMLPieces.most(values)
        try markup.text.withUnsafeBufferPointer { text throws(Fault) in
            try user.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
                guard let text = text.baseAddress, let bytes = bytes.baseAddress else { return }
                try xml.pieces(atMost: size) { pieces throws(Fault) in
                    UserWriter.run(markup, text, bytes, user, &pieces)
                }
            }
        }
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) {
        try xml?.markup("</users>\n")
        try xml?.finish()
        xml = nil
    }

    private static func run(
        _ markup: UserMarkup, _ text: UnsafePointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ user: borrowing UserRecord,
        _ pieces: inout XMLPieces
    ) {
        let isPlain = user.glance.isPlain
        var at = 0
        while at < markup.orders.count {
            switch markup.orders[at] {
            case .fixed(let piece):
                pieces.markup(text, piece)
            case .value(let open, let slot, let close):
                let range = user.ranges[slot]
                if range.isEmpty { break }
                pieces.markup(text, open)
                // The rules have let only legal characters through.
                pieces.text(bytes, range, isPlain: isPlain)
                pieces.markup(text, close)
            case .unlessBlank(let keys, let skip):
                if areBlank(markup.keys[keys], user) { at += skip }
            }
            at += 1
        }
    }

    private static func areBlank(_ keys: ArraySlice<Int>, _ user: borrowing UserRecord) -> Bool {
        for key in keys where !user.ranges[key].isEmpty { return false }
        return true
    }
}
