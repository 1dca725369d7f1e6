import Exchange

/// Carries a batch: several items under way at once, begun in order, as many as the server bears.
struct Fleet {
    let talk: Conversation
    /// Files the server may have open for us at once.
    let width: Int

    /// `make` answers the errand of an item; nil where its fate is known without asking.
    func carry(_ count: Int, _ make: (Int) throws(Fault) -> (any Errand)?) throws(Fault) {
        var next = 0
        var sailing: [any Errand] = []
        while true {
            for errand in sailing where talk.hasRoom { _ = try errand.more(talk) }
            while next < count, sailing.count < width, talk.hasRoom {
                let made = try make(next)
                next += 1
                guard let made else { continue }
                try made.begin(talk)
                sailing.append(made)
            }
            if sailing.isEmpty { return }
            try talk.turn()
            sailing.removeAll(where: \.isOver)
        }
    }

    func carry(_ errand: any Errand) throws(Fault) { try carry(1) { _ in errand } }
}
