import Exchange

/// Tells people by mail.
package struct MailChannel: NoticeChannel {
    package static let kind = "mail"
    package static let summary = "mail to people, with the report in it"
    package static let settings: [Setting] = MailSettings.all

    let account: MailAccount
    private let settings: Settings

    package init(_ settings: Settings) throws(Complaints) {
        self.settings = settings
        account = try MailAccountReader.account(settings)
    }

    package var address: String {
        let people = account.to.map(\.description).joined(separator: ", ")
        return "mail to \(people) through \(account.line.address)"
    }

    package func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String {
        try talk(notice).send(visit)
    }

    func talk(_ notice: Notice) -> MailTalk {
        MailTalk(
            account: account, recipients: account.addressees(notice.owners) + account.copies,
            message: MailMessage(notice: notice, account: account).bytes)
    }

    package func doubts() -> [Complaint] {
        guard account.encryption == .opportunistic else { return [] }
        let words = "a mail may travel where others can read it; 'tls: required' sends nothing then"
        return [
            Complaint(
                (settings.written("tls") ?? settings.node).mark, key: settings.dotted("tls"), words, severity: .warning)
        ]
    }
}
