import Exchange

/// A batch of fetches over several conversations. A file whose beginning and last fetched bytes are still the same goes
/// on where it stopped; any other is `place.truncated`, because its sink cannot be emptied. Size and time are held
/// against the listing by whoever fetches.
final class FetchAgain {
    private let items: [FetchItem]
    private let resumes: Bool
    private let sinks: [TrailSink]
    private var fates: [Result<Int, Fault>?]
    private var seen = 0

    init(_ items: [FetchItem], resumes: Bool) {
        self.items = items
        self.resumes = resumes
        sinks = items.map { TrailSink($0.sink) }
        fates = Array(repeating: nil, count: items.count)
    }

    /// Whether any byte came since this was last asked.
    var hasMoved: Bool {
        let now = sinks.reduce(0) { $0 + $1.count }
        defer { seen = now }
        return now > seen
    }

    func carry(_ session: any Session, isSecond: Bool) throws(Fault) -> [Result<Int, Fault>] {
        if isSecond { try judge(session) }
        let open = items.indices.filter { fates[$0] == nil }
        let asked = open.map { index in
            FetchItem(
                items[index].path, into: sinks[index], from: items[index].start + sinks[index].count,
                atMost: items[index].limit.map { $0 - sinks[index].count })
        }
        for (index, fate) in zip(open, try session.fetch(asked)) { fates[index] = fate }
        return fates.map { $0 ?? .failure(Conversation.lost("the place")) }
    }

    private func judge(_ session: any Session) throws(Fault) {
        let begun = items.indices.filter { fates[$0] == nil && sinks[$0].count > 0 }
        guard !begun.isEmpty else { return }
        guard resumes else {
            for index in begun { fates[index] = .failure(FetchAgain.changed(items[index].path)) }
            return
        }
        let heads = begun.map { _ in MemorySink() }
        let tails = begun.map { _ in MemorySink() }
        var asked: [FetchItem] = []
        for (number, index) in begun.enumerated() {
            let (sink, item) = (sinks[index], items[index])
            let trail = sink.trail
            asked.append(FetchItem(item.path, into: heads[number], from: item.start, atMost: sink.head.count))
            asked.append(
                FetchItem(
                    item.path, into: tails[number], from: item.start + sink.count - trail.count, atMost: trail.count))
        }
        _ = try session.fetch(asked)
        for (number, index) in begun.enumerated() {
            let sink = sinks[index]
            if heads[number].bytes == sink.head, tails[number].bytes == sink.trail { continue }
            fates[index] = .failure(FetchAgain.changed(items[index].path))
        }
    }

    private static func changed(_ path: String) -> Fault {
        Fault(
            .placeTruncated, .retry(after: 60),
            "'\(path)' broke off, and what the place has now is not the file that was begun; nothing of it was taken.",
            context: ["path": path])
    }
}
