import Exchange

/// Files of a web server, fetched by their names over HTTPS.
package struct HTTPSTransport: Transport {
    package static let scheme = "https"
    package static let summary = "files of a web server, by HTTPS; to fetch only"
    package static let settings: [Setting] = HTTPSSettings.all

    let account: HTTPSAccount
    private let settings: Settings

    package init(_ connection: Settings) throws(Complaints) {
        settings = connection
        account = try HTTPSAccountReader.account(connection)
    }

    package var address: String {
        account.base.isEmpty ? account.line.address : "\(account.line.address), folder \(account.base)"
    }

    package func connect(_ visit: Visit) throws(Fault) -> any Session {
        let account = account
        let rest = HTTPSTransport.rest(account, visit)
        try rest?.demand()
        return try RetryingSession(account.line.address, visit) { () throws(Fault) in
            try HTTPSSession(account, visit, rest)
        }
    }

    package func doubts() -> [Complaint] {
        account.login.doubts.map { key, words in
            Complaint(
                (settings.written(key) ?? settings.node).mark, key: settings.dotted(key), words, severity: .warning)
        }
    }

    package func objection(toPath path: String) -> String? {
        "from a web server files are fetched by name ('exchange connections get'); profiles need a place with folders, such "
            + "as SFTP or FTPS"
    }

    /// Nil where there is nothing that could be refused.
    static func rest(_ account: HTTPSAccount, _ visit: Visit) -> CredentialRest? {
        guard let user = account.login.user else { return nil }
        return CredentialRest(
            name: account.name, address: account.line.address, user: user, words: "\(account.login)", visit)
    }
}
