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

    /// What works, but hardly as it was meant, or not for long: warnings. Looks at nothing but this machine, and is asked
    /// by `profiles check` only.
    func doubts() -> [Complaint]

    /// Why a file of that name, or a folder of that path, would not do at this place, as a sentence; nil where it does.
    /// Both are relative to the connection's folder.
    func objection(toPath path: String) -> String?
}

extension Transport {
    package func doubts() -> [Complaint] { [] }
    package func objection(toPath path: String) -> String? { nil }
}
