import Exchange
import Formats

/// Users as the user file (v2, no namespace) that the library system loads: compact, one user a line, UTF-8.
///
/// A blank value is left out: the receiver treats a missing element and an empty one alike.
struct UserWriter: Writer {
    private let markup: UserMarkup
    private var xml: XMLWriter?
    private(set) var users = 0

    private static let contactOpen = Array("<contact_info>".utf8)
    private static let contactClose = Array("</contact_info>".utf8)
    private static let close = Array("</user>\n".utf8)

    init(_ markup: UserMarkup) { self.markup = markup }

    mutating func begin(_ sink: any ByteSink) throws(Fault) {
        let xml = XMLWriter(sink)
        try xml.declaration()
        try xml.markup("<users>\n")
        self.xml = xml
    }

    mutating func write(_ user: borrowing UserRecord, to sink: any ByteSink) throws(Fault) {
        guard let xml else { preconditionFailure("a writer begins before it writes") }
        try xml.markup(markup.head)
        try write(markup.values, user, xml)
        var isOpen = false
        for group in markup.contacts where UserWriter.isPresent(group, user) {
            if !isOpen { try xml.markup(UserWriter.contactOpen) }
            isOpen = true
            try write(group, user, xml)
        }
        if isOpen { try xml.markup(UserWriter.contactClose) }
        for group in markup.groups where UserWriter.isPresent(group, user) { try write(group, user, xml) }
        try xml.markup(UserWriter.close)
        users += 1
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) {
        try xml?.markup("</users>\n")
        try xml?.finish()
        xml = nil
    }

    private func write(_ group: UserMarkup.Group, _ user: borrowing UserRecord, _ xml: XMLWriter) throws(Fault) {
        try xml.markup(group.open)
        for part in group.parts where UserWriter.isPresent(part, user) {
            try xml.markup(part.open)
            try write(part.values, user, xml)
            try xml.markup(part.close)
        }
        try xml.markup(group.close)
    }

    private func write(_ values: [UserMarkup.Value], _ user: borrowing UserRecord, _ xml: XMLWriter) throws(Fault) {
        for value in values where !user.ranges[value.slot].isEmpty {
            try xml.markup(value.open)
            let range = user.ranges[value.slot]
            let isLegal = try user.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
                try xml.text(UnsafeBufferPointer(rebasing: bytes[range]))
            }
            precondition(isLegal, "the rules let only legal characters through")
            try xml.markup(value.close)
        }
    }

    private static func isPresent(_ group: UserMarkup.Group, _ user: borrowing UserRecord) -> Bool {
        for part in group.parts where isPresent(part, user) { return true }
        return false
    }

    private static func isPresent(_ part: UserMarkup.Part, _ user: borrowing UserRecord) -> Bool {
        guard let key = part.key else { return true }
        return !user.ranges[key].isEmpty
    }
}
