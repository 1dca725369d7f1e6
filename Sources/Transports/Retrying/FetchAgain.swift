import Exchange

/// A batch of fetches over several conversations. A file whose beginning and last fetched bytes are still the same goes
/// on where it stopped; any other is `place.truncated`, because its sink cannot be emptied. Where the size and time of the
/// listing are known, they must still hold, too.
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

    /// A fate for those that cannot go on.
    private func judge(_ session: any Session) throws(Fault) {
        let begun = items.indices.filter { fates[$0] == nil && sinks[$0].count > 0 }
        let same = resumes ? try alike(begun, session) : []
        for index in begun where !same.contains(index) {
            fates[index] = .failure(FetchAgain.changed(items[index].path))
        }
    }

    /// Those that are still what was begun.
    private func alike(_ begun: [Int], _ session: any Session) throws(Fault) -> Set<Int> {
        let listed = begun.filter { items[$0].listed != nil }
        var same = Set(begun)
        let found = listed.isEmpty ? [] : try session.stat(listed.map { items[$0].path })
        for (index, answer) in zip(listed, found) {
            guard case .success(.some(let now)) = answer, let before = items[index].listed,
                now.size == before.size, now.modified == before.modified
            else {
                same.remove(index)
                continue
            }
        }
        return try withTheSameEnds(same.sorted(), session)
    }

    private func withTheSameEnds(_ begun: [Int], _ session: any Session) throws(Fault) -> Set<Int> {
        guard !begun.isEmpty else { return [] }
        let ends = begun.map { _ in (head: MemorySink(), tail: MemorySink()) }
        var asked: [FetchItem] = []
        for (index, end) in zip(begun, ends) {
            let (item, sink) = (items[index], sinks[index])
            let length = sink.trail.count
            asked.append(FetchItem(item.path, into: end.head, from: item.start, atMost: sink.head.count))
            asked.append(
                FetchItem(item.path, into: end.tail, from: item.start + sink.count - length, atMost: length))
        }
        _ = try session.fetch(asked)
        let same = zip(begun, ends).filter { $1.head.bytes == sinks[$0].head && $1.tail.bytes == sinks[$0].trail }
        return Set(same.map(\.0))
    }

    private static func changed(_ path: String) -> Fault {
        Fault(
            .placeTruncated, .retry(after: 60),
            "'\(path)' broke off, and what the place has now is not the file that was begun; nothing of it was taken.",
            context: ["path": path])
    }
}
