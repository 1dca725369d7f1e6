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
    /// What was said since it was last sent, oldest first.
    let answers: [RegisterEntry]
    let timesSent: Int

    /// `entries` are those of one key; nil where there are none.
    init?(_ entries: [RegisterEntry]) {
        guard let first = entries.first else { return nil }
        let counted = entries.filter { !$0.isProposed }
        let sent = counted.lastIndex { $0.event == .sent }
        key = first.key
        timesSent = counted.count { $0.event == .sent }
        origin = sent.map { counted[$0] } ?? counted.first ?? first
        answers = counted[(sent.map { $0 + 1 } ?? 0)...].filter { $0.event != .sent }
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
            state = .paid
        } else if events.contains(.approved) {
            state = .approved
        } else {
            state = events.contains(.partlyPaid) ? .partlyPaid : .open
        }
    }

    /// What was paid so far, where all of it is of the currency that was sent.
    var paid: Money? {
        guard let sent = origin.money else { return nil }
        var sum = Decimal.zero
        for answer in answers where answer.event == .paid || answer.event == .partlyPaid {
            guard let money = answer.money, money.currency == sent.currency, let more = sum.plus(money.amount) else {
                return nil
            }
            sum = more
        }
        return Money(sum, sent.currency)
    }

    /// How much more was paid than was sent; nil where they are equal, or nothing can be said.
    var difference: Money? {
        guard state == .paid, let sent = origin.money, let paid, let more = paid.amount.minus(sent.amount) else {
            return nil
        }
        return more.isZero ? nil : Money(more, sent.currency)
    }
}
