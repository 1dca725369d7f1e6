import Exchange

/// What this room loads when a connection first needs it, asked for before.
package enum TransportLibraries {
    /// The version of libcurl; `curl.library` where it is missing or will not do.
    package static func curl() throws(Fault) -> String { try CurlLibrary.load().version }

    /// The version of libssh2; `sftp.library` where it is missing.
    package static func ssh2() throws(Fault) -> String { try LibSSH2Library.load().version }
}
