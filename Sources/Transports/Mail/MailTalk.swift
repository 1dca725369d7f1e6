import Exchange
import Machine

/// One mail to one server over libcurl, which knows STARTTLS and the ways to log in.
struct MailTalk {
    let account: MailAccount
    let recipients: [MailAddress]
    let message: [UInt8]

    /// Answers what the server said of it, and who was refused while others were not.
    func send(
        _ visit: Visit, ask: @escaping @Sendable (String) -> NameLookup.Answer = NameLookup.resolver
    ) throws(Fault) -> String {
        let loop = try CurlLoop(try CurlLibrary.load(), account.line, visit, ask: ask)
        defer { loop.close() }
        var replies = MailReplies()
        var fault: Fault?
        try loop.carry(1, width: 1) { _, transfer throws(Fault) in
            try prepare(transfer)
            transfer.line = { replies.hear($0) }
            return true
        } done: { _, transfer throws(Fault) in
            fault = loop.failure(of: transfer).map { judged($0, transfer.outcome, replies) }
        }
        if let fault { throw fault }
        let refused = replies.refused(of: recipients)
        let words = refused.map { "\($0) was refused: \($1.text)" }
        return ([replies.last?.text ?? "taken"] + words).joined(separator: "; ")
    }

    private func prepare(_ transfer: CurlTransfer) throws(Fault) {
        try transfer.set(.url, account.line.origin + (account.helo.map { "/\($0)" } ?? ""))
        // CURLUSESSL_ALL, CURLUSESSL_TRY; from the first byte there is nothing to ask for.
        try transfer.set(.useTLS, account.encryption == .opportunistic ? 1 : 3)
        if let login = account.login {
            try transfer.set(.loginOptions, "AUTH=PLAIN;AUTH=LOGIN")
            try transfer.set(.user, login.user)
            try transfer.set(.password, try SecretStore.read(login.password))
        }
        try transfer.set(.mailFrom, account.envelope?.description ?? "")
        try transfer.set(.mailRecipients, recipients.map(\.description))
        // One who has left does not keep the others from being told.
        try transfer.set(.mailAllowsRefusals, true)
        try transfer.set(.upload, true)
        try transfer.set(.uploadSize, message.count)
        var left = message[...]
        transfer.source = { buffer throws(Fault) in
            let piece = left.prefix(buffer.count)
            buffer.copyBytes(from: piece)
            left = left.dropFirst(piece.count)
            return piece.count
        }
    }

    /// libcurl says "send failure" where the server said why.
    private func judged(_ fault: Fault, _ outcome: CurlOutcome?, _ replies: MailReplies) -> Fault {
        let isOurs = fault.code.name.hasPrefix("tls.") || [.placeAddress, .placeUnreachable].contains(fault.code)
        guard !isOurs, let outcome, let last = replies.last else { return fault }
        let address = account.line.address
        let context = ["address": address, "reply": String(last.code)]
        if last.isLater {
            return Fault(
                .noticeBusy, .retry(after: 300), "\(address) asked to come back later: \(last.text).", context: context)
        }
        // CURLE_LOGIN_DENIED
        if outcome.code == 67 {
            return Fault(.placeLogin, .stop, "\(address) refused the login: \(last.text).", context: context)
        }
        if last.isRefusal {
            return Fault(.noticeRefused, .stop, "\(address) refused the mail: \(last.text).", context: context)
        }
        return fault
    }
}
