/// A kind of place: local directory, memory, SFTP, …
package protocol Transport: Sendable {
    /// As connections name it: `local`.
    static var scheme: String { get }
    static var summary: String { get }
    /// What a connection of this scheme may say, as data.
    static var settings: [Setting] { get }

    init(_ connection: Settings) throws(Complaints)

    /// Where this leads, for people: `folder /srv/campus/outgoing`. No secret.
    var address: String { get }

    func connect(_ visit: Visit) throws(Fault) -> any Session
}
