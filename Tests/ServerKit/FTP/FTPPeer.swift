/// A server of the tests that speaks FTP, whoever wrote it.
package protocol FTPPeer: AnyObject {
    var host: String { get }
    var port: Int { get }
    var user: String { get }
    var password: String { get }
    var security: FTPSecurity { get }
    /// The file with the authority that signed its certificate; nil where it has none.
    var authority: String? { get }
    /// The folder logins begin in, as this machine sees it, and as a client does.
    var served: String { get }
    var home: String { get }
}
