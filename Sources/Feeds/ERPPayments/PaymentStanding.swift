import Exchange

/// What the register has of an invoice that an answer is about.
enum PaymentStanding {
    /// It was sent, and waits; what it was sent with.
    case waiting(RegisterEntry)
    /// This program never sent it.
    case unknown
    /// The same answer was delivered before.
    case known(RegisterEntry)
    /// Another answer was.
    case contradicted(RegisterEntry)

    /// `entries`: oldest first. What this run itself has proposed says nothing about what was before.
    init(_ entries: [RegisterEntry], _ status: PaymentStatus, run: String) {
        let before = entries.filter { !($0.isProposed && $0.run == run) }
        let sent = before.lastIndex { $0.event == .sent }
        // An invoice that was sent again after its rejection waits for a new answer.
        let after = sent.map { before[(before.index(after: $0))...] } ?? before[...]
        let answer = after.last { $0.event == .paid || $0.event == .partlyPaid || $0.event == .rejected }
        if let answer {
            let isSame = answer.event == (status == .paid ? .paid : .rejected)
            self = isSame ? .known(answer) : .contradicted(answer)
        } else if let sent {
            self = .waiting(before[sent])
        } else {
            self = .unknown
        }
    }
}
