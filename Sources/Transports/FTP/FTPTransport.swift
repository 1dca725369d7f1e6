import Exchange

/// A folder on a server that speaks FTP, which everybody on the way can read.
package struct FTPTransport: Transport {
    package static let scheme = "ftp"
    package static let summary = "a folder on a server, by plain FTP: only with a reason, and up to a day"
    package static let settings: [Setting] = FTPSettings.ftp

    private let connection: FTPConnection

    package init(_ connection: Settings) throws(Complaints) {
        self.connection = FTPConnection(connection, try FTPAccountReader.account(connection, isPlain: true))
    }

    package var address: String { connection.address(FTPTransport.scheme) }
    package func connect(_ visit: Visit) throws(Fault) -> any Session { try connection.connect(visit) }
    package func doubts() -> [Complaint] { connection.doubts() }
}
