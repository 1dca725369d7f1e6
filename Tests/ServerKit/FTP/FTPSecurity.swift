/// How a server of a test speaks FTP: plainly, or within TLS.
package struct FTPSecurity: Hashable, Sendable {
    package enum Way: String, Sendable { case plain, explicit, implicit }

    package var way: Way
    /// `1.2` or `1.3`: the newest version it speaks. Nil: whatever its library does.
    package var newest: String?
    /// The data connection must go on with the TLS session of the control connection.
    package var needsReuse = false

    package init(_ way: Way, newest: String? = nil, needsReuse: Bool = false) {
        self.way = way
        self.newest = newest
        self.needsReuse = needsReuse
    }

    package static let plain = FTPSecurity(.plain)
    package static let explicit = FTPSecurity(.explicit)

    /// For OPENSSL_CONF; nil where nothing is to be changed.
    var openSSL: String? {
        newest.map { version in
            """
            openssl_conf = start
            [start]
            ssl_conf = modules
            [modules]
            system_default = tls
            [tls]
            MinProtocol = TLSv\(version)
            MaxProtocol = TLSv\(version)

            """
        }
    }
}
