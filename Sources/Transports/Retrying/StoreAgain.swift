import Exchange
import Machine

/// A batch of stores over several conversations. What stands under a path after a break is ours only if it is the
/// beginning of what we send: then a long part goes on, a whole file stays, and a short part begins anew. What was not
/// written in one go is read back whole before it counts.
final class StoreAgain {
    private struct Part {
        let index: Int
        let size: Int
    }

    private let items: [StoreItem]
    private let resumes: Bool
    private var fates: [Result<Int, Fault>?]
    /// Files over several conversations, and how far each was read back.
    private var patched: [Int: HashingSink] = [:]
    /// Bytes there that need not be sent again.
    private var kept: [Int: Int] = [:]
    private var seen = 0

    /// Below this a part is not worth the questions.
    private static let worthResuming = 1 << 20

    init(_ items: [StoreItem], resumes: Bool) {
        self.items = items
        self.resumes = resumes
        fates = Array(repeating: nil, count: items.count)
    }

    /// Whether more than ever before is there, or was read back. A part that only stays what it was is no progress.
    var hasMoved: Bool {
        let now = kept.values.reduce(0, +) + patched.values.reduce(0) { $0 + $1.count }
        defer { seen = max(seen, now) }
        return now > seen
    }

    func carry(_ session: any Session, isSecond: Bool) throws(Fault) -> [Result<Int, Fault>] {
        let open = items.indices.filter { fates[$0] == nil }
        let starts = isSecond ? try judge(open, session) : [:]
        let left = open.filter { fates[$0] == nil }
        let asked = left.map { index in
            StoreItem(
                items[index].source, as: items[index].path, from: starts[index] ?? items[index].start,
                isFlushed: items[index].isFlushed)
        }
        for (index, fate) in zip(left, try session.store(asked)) { fates[index] = fate }
        try check(session)
        return fates.map { $0 ?? .failure(Conversation.lost("the place")) }
    }

    /// Where each store goes on; a fate for those that can never be.
    private func judge(_ open: [Int], _ session: any Session) throws(Fault) -> [Int: Int] {
        let parts = try parts(open, session)
        var starts: [Int: Int] = [:]
        var short: [Part] = []
        for (part, isOurs) in zip(parts, try areOurs(parts, session)) {
            guard isOurs else {
                fates[part.index] = .failure(StoreAgain.exists(items[part.index].path))
                continue
            }
            let isWorthIt = part.size >= StoreAgain.worthResuming || part.size == items[part.index].source.size
            if resumes, part.size > 0, isWorthIt {
                starts[part.index] = part.size
                if (patched[part.index]?.count ?? Int.max) > part.size { patched[part.index] = HashingSink() }
            } else {
                short.append(part)
                patched[part.index] = nil
            }
        }
        kept.merge(starts) { $1 }
        try remove(short, session)
        return starts
    }

    /// What stands under the paths and may be ours.
    private func parts(_ open: [Int], _ session: any Session) throws(Fault) -> [Part] {
        var parts: [Part] = []
        for (index, found) in zip(open, try session.stat(open.map { items[$0].path })) {
            guard case .success(.some(let entry)) = found else { continue }
            guard entry.kind == .file, entry.size <= items[index].source.size else {
                fates[index] = .failure(StoreAgain.exists(items[index].path))
                continue
            }
            parts.append(Part(index: index, size: entry.size))
        }
        return parts
    }

    private func remove(_ short: [Part], _ session: any Session) throws(Fault) {
        guard !short.isEmpty else { return }
        for (part, fate) in zip(short, try session.remove(short.map { items[$0.index].path })) {
            if case .failure(let fault) = fate { fates[part.index] = .failure(fault) }
        }
    }

    /// Whether each part's beginning and its last bytes are its source's.
    private func areOurs(_ parts: [Part], _ session: any Session) throws(Fault) -> [Bool] {
        guard !parts.isEmpty else { return [] }
        if !resumes { return try arePrefixes(parts, session) }
        let sinks = parts.map { _ in (head: MemorySink(), tail: MemorySink()) }
        var asked: [FetchItem] = []
        for (part, sink) in zip(parts, sinks) {
            let (path, length) = (items[part.index].path, min(part.size, TrailSink.length))
            asked.append(FetchItem(path, into: sink.head, atMost: length))
            asked.append(FetchItem(path, into: sink.tail, from: part.size - length, atMost: length))
        }
        let fates = try session.fetch(asked)
        var answers: [Bool] = []
        for (number, part) in parts.enumerated() {
            guard case .success = fates[2 * number], case .success = fates[2 * number + 1] else {
                answers.append(false)
                continue
            }
            let (source, length) = (items[part.index].source, min(part.size, TrailSink.length))
            let head = try StoreAgain.bytes(source, at: 0, length)
            let tail = try StoreAgain.bytes(source, at: part.size - length, length)
            answers.append(sinks[number].head.bytes == head && sinks[number].tail.bytes == tail)
        }
        return answers
    }

    private func arePrefixes(_ parts: [Part], _ session: any Session) throws(Fault) -> [Bool] {
        let sinks = parts.map { _ in HashingSink() }
        let fates = try session.fetch(zip(parts, sinks).map { FetchItem(items[$0.index].path, into: $1) })
        var answers: [Bool] = []
        for (number, part) in parts.enumerated() {
            guard case .success(part.size) = fates[number] else {
                answers.append(false)
                continue
            }
            answers.append(
                try StoreAgain.digest(items[part.index].source, ofFirst: part.size) == sinks[number].digest())
        }
        return answers
    }

    private static func digest(_ source: any StagedFile, ofFirst size: Int) throws(Fault) -> ContentDigest? {
        var hasher = SHA256()
        var offset = 0
        while offset < size {
            let piece = try bytes(source, at: offset, min(size - offset, 256 << 10))
            guard !piece.isEmpty else { return nil }
            piece.withUnsafeBytes { hasher.update($0) }
            offset += piece.count
        }
        return hasher.finish()
    }

    private static func bytes(_ source: any StagedFile, at offset: Int, _ count: Int) throws(Fault) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { buffer.deallocate() }
        let got = try source.read(into: buffer, at: offset)
        return Array(buffer[..<got])
    }

    /// The whole of each file that was put together is read back, going on where an earlier try stopped; what is not
    /// equal is taken away.
    private func check(_ session: any Session) throws(Fault) {
        let due = patched.keys.sorted().filter { if case .success = fates[$0] { true } else { false } }
        guard !due.isEmpty else { return }
        let asked = due.map { index in
            let sink = patched[index] ?? HashingSink()
            return (sink, FetchItem(items[index].path, into: sink, from: sink.count))
        }
        var wrong: [String] = []
        for ((index, answer), (sink, item)) in zip(zip(due, try session.fetch(asked.map(\.1))), asked) {
            patched[index] = nil
            if case .failure(let fault) = answer {
                fates[index] = .failure(fault)
            } else if sink.digest() != items[index].source.digest {
                fates[index] = .failure(StoreAgain.garbled(item.path))
                wrong.append(item.path)
            }
        }
        if !wrong.isEmpty { _ = try session.remove(wrong) }
    }

    private static func exists(_ path: String) -> Fault {
        Fault(.placeExists, .stop, "There is something called '\(path)' already.", context: ["path": path])
    }

    private static func garbled(_ path: String) -> Fault {
        Fault(
            .placeTruncated, .retry(after: 60),
            "'\(path)' was sent in parts after a break, and the server did not put them together right.",
            context: ["path": path])
    }
}
