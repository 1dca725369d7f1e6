import Exchange

/// What the register has of an order.
enum OrderStanding {
    case new
    /// It was sent, and nothing came since.
    case sent(RegisterEntry)
    /// The last word since it was sent.
    case answered(RegisterEntry)

    /// `entries`: oldest first. What this run itself has proposed says nothing about what was before.
    init(_ entries: [RegisterEntry], run: String) {
        let before = entries.filter { !($0.isProposed && $0.run == run) }
        let sent = before.lastIndex { $0.event == .sent }
        let after = sent.map { before[(before.index(after: $0))...] } ?? before[...]
        if let answer = after.last(where: { $0.event == .approved || $0.event == .rejected }) {
            self = .answered(answer)
        } else if let sent {
            self = .sent(before[sent])
        } else {
            self = .new
        }
    }
}
