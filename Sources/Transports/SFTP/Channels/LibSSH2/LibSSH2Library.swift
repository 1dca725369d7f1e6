import CSSH2
import Exchange
import Synchronization

/// libssh2, loaded when a connection first needs it.
struct LibSSH2Library {
    static let file = "libssh2.so.1"

    let api: exchange_ssh2_api
    /// `1.10.0`.
    let version: String
    /// Since 1.11.0 it signs with RSA and SHA-2, and hands questions over in another shape.
    let isModern: Bool

    private static let hasStarted = Mutex(false)

    /// What is installed; nil where it is not.
    static var installed: LibraryVersion? {
        do throws(Fault) { return LibraryVersion(try load().version) } catch { return nil }
    }

    /// `sftp.library` where it is missing. It is started once per process, whoever comes first.
    static func load(_ file: String = file) throws(Fault) -> LibSSH2Library {
        var api = exchange_ssh2_api()
        if let missing = exchange_ssh2_load(file, &api) {
            throw Fault(
                .sftpLibrary, .stop,
                "Speaking SFTP in this way needs the library libssh2: '\(String(cString: missing))' was not found.")
        }
        let found = api
        let started = hasStarted.withLock { started in
            if !started { started = found.start(0) == 0 }
            return started
        }
        guard started, let version = api.version(0) else {
            throw Fault(.sftpLibrary, .stop, "The library libssh2 could not be started.")
        }
        return LibSSH2Library(
            api: api, version: String(cString: version), isModern: api.version(0x01_0b00) != nil)
    }
}
