/// A way to tell somebody: mail, webhook, program.
package protocol NoticeChannel: Sendable {
    /// As configurations name it: `mail`.
    static var kind: String { get }
    static var summary: String { get }
    /// What a channel of this kind may say, as data.
    static var settings: [Setting] { get }

    init(_ settings: Settings) throws(Complaints)

    /// Where it leads, for people: `mail to systems@example.edu through smtp relay.example.edu:25`. No secret.
    var address: String { get }

    /// Sends it once and answers what the receiver said, in a few words. It may be there twice where the answer was lost;
    /// both have the same id.
    ///
    /// A fault with `.retry` may pass by itself. `notice.refused` never passes: that notice is not sent again. After any
    /// other fault somebody must mend something first.
    func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String

    /// What works, but hardly as it was meant: warnings of `profiles check`.
    func doubts() -> [Complaint]
}

extension NoticeChannel {
    package func doubts() -> [Complaint] { [] }
}
