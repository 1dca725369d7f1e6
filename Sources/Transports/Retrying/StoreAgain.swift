import Exchange
import Machine

/// A batch of stores over several conversations. What stands under a path after a break is ours only if it is the
/// beginning of what we send: then a long part goes on and a short one begins anew. A file that was put together from
/// parts is read back whole before it counts.
final class StoreAgain {
    private let items: [StoreItem]
    private let resumes: Bool
    private var fates: [Result<Int, Fault>?]
    private var patched: Set<Int> = []
    private(set) var hasMoved = false

    /// Below this a part is not worth the questions.
    private static let worthResuming = 1 << 20

    init(_ items: [StoreItem], resumes: Bool) {
        self.items = items
        self.resumes = resumes
        fates = Array(repeating: nil, count: items.count)
    }

    func carry(_ session: any Session, isSecond: Bool) throws(Fault) -> [Result<Int, Fault>] {
        hasMoved = false
        var starts: [Int: Int] = [:]
        let open = items.indices.filter { fates[$0] == nil }
        if isSecond { starts = try judge(open, session) }
        let left = open.filter { fates[$0] == nil }
        let asked = left.map { index in
            StoreItem(
                items[index].source, as: items[index].path, from: starts[index] ?? items[index].start,
                isFlushed: items[index].isFlushed)
        }
        for (index, fate) in zip(left, try session.store(asked)) { fates[index] = fate }
        for index in patched.sorted() { try check(index, session) }
        return fates.map { $0 ?? .failure(Conversation.lost("the place")) }
    }

    /// Where each store goes on; a fate for those that are done or can never be.
    private func judge(_ open: [Int], _ session: any Session) throws(Fault) -> [Int: Int] {
        var starts: [Int: Int] = [:]
        let found = try session.stat(open.map { items[$0].path })
        for (index, entry) in zip(open, found) {
            guard case .success(.some(let entry)) = entry else { continue }
            let item = items[index]
            guard entry.kind == .file, entry.size <= item.source.size,
                try isOurs(entry.size, item, session)
            else {
                fates[index] = .failure(
                    Fault(
                        .placeExists, .stop, "There is something called '\(item.path)' already.",
                        context: ["path": item.path]))
                continue
            }
            if resumes, entry.size >= StoreAgain.worthResuming {
                hasMoved = true
                starts[index] = entry.size
                patched.insert(index)
            } else {
                try session.remove([item.path])[0].get()
            }
        }
        return starts
    }

    /// Whether the part's beginning and its last bytes are the source's.
    private func isOurs(_ size: Int, _ item: StoreItem, _ session: any Session) throws(Fault) -> Bool {
        let length = min(size, TrailSink.length)
        if size == 0 { return true }
        if !resumes { return try isPrefix(size, item, session) }
        let (head, tail) = (MemorySink(), MemorySink())
        let fates = try session.fetch([
            FetchItem(item.path, into: head, atMost: length),
            FetchItem(item.path, into: tail, from: size - length, atMost: length),
        ])
        guard fates.allSatisfy({ if case .success = $0 { true } else { false } }) else { return false }
        let ours = try StoreAgain.bytes(item.source, at: 0, length)
        let last = try StoreAgain.bytes(item.source, at: size - length, length)
        return head.bytes == ours && tail.bytes == last
    }

    private func isPrefix(_ size: Int, _ item: StoreItem, _ session: any Session) throws(Fault) -> Bool {
        let theirs = HashingSink()
        guard case .success = try session.fetch([FetchItem(item.path, into: theirs)])[0] else { return false }
        var hasher = SHA256()
        var offset = 0
        while offset < size {
            let piece = try StoreAgain.bytes(item.source, at: offset, min(size - offset, 256 << 10))
            guard !piece.isEmpty else { return false }
            piece.withUnsafeBytes { hasher.update($0) }
            offset += piece.count
        }
        return theirs.digest() == hasher.finish()
    }

    private static func bytes(_ source: any StagedFile, at offset: Int, _ count: Int) throws(Fault) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { buffer.deallocate() }
        let got = try source.read(into: buffer, at: offset)
        return Array(buffer[..<got])
    }

    /// The whole of a file that was put together is read back; what is not equal is taken away.
    private func check(_ index: Int, _ session: any Session) throws(Fault) {
        guard case .success = fates[index] else { return }
        let item = items[index]
        let theirs = HashingSink()
        fates[index] = nil
        _ = try session.fetch([FetchItem(item.path, into: theirs)])[0].get()
        patched.remove(index)
        if theirs.digest() == item.source.digest {
            fates[index] = .success(item.source.size)
            return
        }
        _ = try session.remove([item.path])
        fates[index] = .failure(
            Fault(
                .placeTruncated, .retry(after: 60),
                "'\(item.path)' was sent in parts after a break, and the server did not put them together right.",
                context: ["path": item.path]))
    }
}
