import Exchange
import Machine

/// How conversations come to be: the two channels, and what speaks SFTP over them. A value, so that tests can put others
/// in their place.
struct SFTPOpening: Sendable {
    typealias Channel = @Sendable (SSHAccount, Visit) throws(Fault) -> any ByteChannel
    /// The last are remarks to add to those of the channel.
    typealias Conversation =
        @Sendable (any ByteChannel, SFTPPlace, SSHAccount, Visit, [String]) throws(Fault) -> any Session

    let libssh2: Channel
    let openssh: Channel
    let conversation: Conversation
    /// Nil where it is not installed.
    let libssh2Version: @Sendable () -> LibraryVersion?
    let hasSSH: @Sendable () -> Bool

    /// Whether the machine has OpenSSH's client.
    static func sshIsInstalled() -> Bool {
        do throws(Fault) { return try Folder.open("/usr/bin").look("ssh") != nil } catch { return false }
    }
}
