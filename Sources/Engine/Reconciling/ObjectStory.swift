import Exchange

/// What the register says of one business object, from its entries that count, in the order they were made.
struct ObjectStory {
    enum State: String, CaseIterable {
        /// Sent, and nobody has said anything.
        case open = "no answer"
        case partlyPaid = "partly paid"
        case paid
        case approved
        case rejected
        /// Both paid and rejected since it was last sent.
        case contradicted
        /// An answer to something that was never sent from here.
        case stranger = "never sent"
        /// A held or open run would send it.
        case waiting
    }

    let key: String
    let state: State
    /// The last time it was sent, or the first entry where it never was.
    let origin: RegisterEntry
    /// What it was last sent with: of fees that are answered together, all of them; nil where that is no one sum.
    let sent: Money?
    /// What was said since it was last sent, oldest first.
    let answers: [RegisterEntry]
    /// How often one and the same was.
    let timesSent: Int

    /// `entries` are those of one object; nil where there are none.
    init?(_ entries: [RegisterEntry]) {
        guard let first = entries.first else { return nil }
        let counted = entries.filter { !$0.isProposed }
        key = first.object
        // By their keys, since several fees may be one object to whoever answers: the last time each was sent.
        var last: [String: Int] = [:]
        var times: [String: Int] = [:]
        for (index, entry) in counted.enumerated() where entry.event == .sent {
            last[entry.key] = index
            times[entry.key, default: 0] += 1
        }
        timesSent = times.values.max() ?? 0
        let sent = last.values.max()
        origin = sent.map { counted[$0] } ?? counted.first ?? first
        self.sent = last.count > 1 ? ObjectStory.sum(last.values.map { counted[$0].money }) : origin.money
        answers = counted[(last.values.min() ?? 0)...].filter { $0.event != .sent }
        let events = Set(answers.map(\.event))
        if counted.isEmpty {
            state = .waiting
        } else if sent == nil {
            state = .stranger
        } else if events.contains(.rejected), !events.isDisjoint(with: [.paid, .partlyPaid, .approved]) {
            state = .contradicted
        } else if events.contains(.rejected) {
            state = .rejected
        } else if events.contains(.paid) {
            // One of several, and another one was sent since.
            let paid = counted.lastIndex { $0.event == .paid } ?? 0
            state = paid > sent ?? 0 ? .paid : .partlyPaid
        } else if events.contains(.approved) {
            state = .approved
        } else {
            state = events.contains(.partlyPaid) ? .partlyPaid : .open
        }
    }

    private static func sum(_ amounts: [Money?]) -> Money? {
        guard let currency = amounts.first??.currency else { return nil }
        var sum = Decimal.zero
        for money in amounts {
            guard let money, money.currency == currency, let more = sum.plus(money.amount) else { return nil }
            sum = more
        }
        return Money(sum, currency)
    }

    /// What was paid so far, where all of it is of the currency that was sent.
    var paid: Money? {
        let amounts = answers.filter { $0.event == .paid || $0.event == .partlyPaid }.map(\.money)
        guard let sent, let paid = ObjectStory.sum(amounts) else { return nil }
        return paid.currency == sent.currency ? paid : nil
    }

    /// How much more was paid than was sent; nil where they are equal, or nothing can be said.
    var difference: Money? {
        guard state == .paid, let sent, let paid, let more = paid.amount.minus(sent.amount) else {
            return nil
        }
        return more.isZero ? nil : Money(more, sent.currency)
    }
}
