import Exchange

/// What a mail server said, reply by reply (RFC 5321, 4.2).
struct MailReplies {
    struct Reply: Hashable, Sendable {
        let code: Int
        /// With its code, made plain: `550 5.1.1 no such user`.
        let text: String

        var isRefusal: Bool { (500...599).contains(code) }
        var isLater: Bool { (400...499).contains(code) }
    }

    private(set) var all: [Reply] = []

    /// The answer to our goodbye, which libcurl says as soon as something has gone wrong.
    private static let goodbye = 221

    /// One line; only the last one of a reply counts.
    mutating func hear(_ line: [UInt8]) {
        let text = String(decoding: line.prefix(500), as: UTF8.self)
        guard let code = Int(text.prefix(3)), !text.dropFirst(3).hasPrefix("-"), all.count < 10_000,
            code != MailReplies.goodbye
        else { return }
        all.append(Reply(code: code, text: PlacePath.readable(text)))
    }

    var last: Reply? { all.last }

    /// Who was refused, of these recipients, with the server's words, where others were not: their replies are the last
    /// before the one (354) that asks for the mail itself.
    func refused(of recipients: [MailAddress]) -> [(MailAddress, Reply)] {
        guard let data = all.lastIndex(where: { $0.code == 354 }), data >= recipients.count else { return [] }
        return zip(recipients, all[(data - recipients.count)..<data]).filter { $1.isRefusal || $1.isLater }
    }
}
