import Exchange

/// A notice as a mail (RFC 5322, RFC 2045): the text, and the page attached to it. The same notice gives the same bytes.
struct MailMessage {
    let notice: Notice
    let account: MailAccount

    var bytes: [UInt8] {
        guard let page = notice.page else { return Array(head.utf8) + part(MailMessage.textHead, text) }
        let name = notice.pageName.utf8.allSatisfy(MailMessage.isNamePart) ? notice.pageName : "report.html"
        let attached = """
            Content-Type: text/html; charset=utf-8; name="\(name)"\r
            Content-Disposition: attachment; filename="\(name)"\r
            Content-Transfer-Encoding: base64\r\n
            """
        let opening = "Content-Type: multipart/mixed; boundary=\"\(boundary)\"\r\n\r\n"
        let line = Array("--\(boundary)\r\n".utf8)
        // The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1), not to the text.
        return Array(head.utf8) + Array(opening.utf8) + line + part(MailMessage.textHead, text) + [13, 10] + line
            + part(attached, MailMessage.base64(page)) + Array("--\(boundary)--\r\n".utf8)
    }

    /// Stable for each notice, so that a second try is the same mail to whoever reads it.
    var id: String { "<\(notice.id)@\(account.from.domain)>" }

    private var head: String {
        MailHeader.mailbox("From", called: account.fromName, account.from)
            + MailHeader.addresses("To", account.addressees(notice.owners))
            + (account.copies.isEmpty ? "" : MailHeader.addresses("Cc", account.copies))
            + MailHeader.text("Subject", notice.subject)
            + "Date: \(MailMessage.date(notice.at))\r\nMessage-ID: \(id)\r\n"
            // RFC 3834, and what one family of mail servers goes by: nobody's absence is answered to us.
            + "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n"
    }

    private static let textHead =
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"

    private var text: [UInt8] { QuotedPrintable.bytes(notice.text) }

    private var boundary: String { "=_\(notice.id)" }

    private func part(_ head: String, _ body: [UInt8]) -> [UInt8] {
        Array(head.utf8) + [13, 10] + body + (body.suffix(2) == [13, 10] ? [] : [13, 10])
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: 57).flatMap { start in
            Array(Base64.text(Array(bytes[start..<min(start + 57, bytes.count)])).utf8) + [13, 10]
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || [0x2D, 0x2E, 0x5F].contains(byte)
    }

    /// `Sat, 21 Nov 2026 02:30:05 -0600` (RFC 5322, 3.3).
    private static func date(_ time: CivilTime) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = time.date
        let minutes = abs(time.offset) / 60
        let zone = (time.offset < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
        return "\(days[(date.daysSince1970 % 7 + 7) % 7]), \(date.day) \(months[date.month - 1]) \(date.year) "
            + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) \(zone)"
    }
}
