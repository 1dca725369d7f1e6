import Exchange

/// One request, one reply.
final class AskErrand<Answer>: Errand {
    private let kind: UInt8
    private let build: (OutBuffer) -> Void
    private let read: (inout Reply) throws(Fault) -> Answer
    private(set) var answer: Answer?

    init(_ kind: UInt8, _ build: @escaping (OutBuffer) -> Void, _ read: @escaping (inout Reply) throws(Fault) -> Answer)
    {
        self.kind = kind
        self.build = build
        self.read = read
    }

    var isOver: Bool { answer != nil }

    func begin(_ talk: Conversation) throws(Fault) {
        try talk.ask(self, 0, kind) { out throws(Fault) in build(out) }
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        var reply = reply
        answer = try read(&reply)
    }
}
