/// A server of the tests that speaks SFTP over SSH, whoever wrote it.
package protocol SFTPPeer: AnyObject {
    var host: String { get }
    var port: Int { get }
    /// Whom to log in as.
    var user: String { get }
    /// In the order they are offered.
    var hostKeys: [SSHKey] { get }
    /// The folder logins begin in, as this machine sees it.
    var served: String { get }
}

extension SFTPPeer {
    /// A line for each host key, as for a known_hosts file; `port` is a proxy's where one stands before the server.
    package func knownHosts(port: Int? = nil) -> String {
        hostKeys.map { "[\(host)]:\(port ?? self.port) \($0.publicLine)\n" }.joined()
    }
}
