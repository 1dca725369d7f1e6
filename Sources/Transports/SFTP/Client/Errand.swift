import Exchange

/// One item of a batch on its way: it asks, and takes the replies. Many are under way in one conversation.
///
/// Faults thrown here end the whole conversation; what befalls only this item is kept in the item's fate.
protocol Errand: AnyObject {
    /// Sends the first request.
    func begin(_ talk: Conversation) throws(Fault)
    /// Sends more requests while `talk.hasRoom`; false where it has nothing to send now.
    func more(_ talk: Conversation) throws(Fault) -> Bool
    /// A reply to the request it sent with this tag.
    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault)
    /// Nothing is owed, nothing is left to do.
    var isOver: Bool { get }
}

extension Errand {
    func more(_ talk: Conversation) throws(Fault) -> Bool { false }
}
