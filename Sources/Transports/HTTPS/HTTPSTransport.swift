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
        return try RetryingSession(account.line.address, visit) { () throws(Fault) in
            try HTTPSSession(account, visit)
        }
    }
}
