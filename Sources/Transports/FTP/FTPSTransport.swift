import Exchange

/// A folder on a server that speaks FTP within TLS.
package struct FTPSTransport: Transport {
    package static let scheme = "ftps"
    package static let summary = "a folder on a server, by FTP within TLS"
    package static let settings: [Setting] = FTPSettings.ftps

    private let connection: FTPConnection

    package init(_ connection: Settings) throws(Complaints) {
        self.connection = FTPConnection(connection, try FTPAccountReader.account(connection, isPlain: false))
    }

    package var address: String { connection.address(FTPSTransport.scheme) }
    package func connect(_ visit: Visit) throws(Fault) -> any Session { try connection.connect(visit) }
    package func doubts() -> [Complaint] { connection.doubts() }
}
