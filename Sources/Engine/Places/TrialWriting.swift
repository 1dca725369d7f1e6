import Exchange

/// A tiny file of ours, written, read back and renamed in one folder. It is removed by its traces.
struct TrialWriting {
    let session: any Session
    let folder: String
    let traces: OwnTraces
    let now: () -> Moment

    /// By how many seconds the server's clock is ahead of ours.
    func carryOut() throws(Fault) -> Int {
        let name = ".x-test-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        let first = PlacePath.join(folder, name)
        let second = PlacePath.join(folder, "\(name)-renamed")
        let bytes = Array("exchange connections test\n".utf8)
        traces.expect(first)
        let before = now()
        _ = try session.store([StoreItem(SmallFile(name, bytes), as: first)])[0].get()
        let after = now()
        guard let entry = try session.stat([first])[0].get() else {
            throw wrong("It is not there after it was written")
        }
        guard entry.size == bytes.count else { throw wrong("It has \(entry.size) bytes instead of \(bytes.count)") }
        traces.expect(second)
        try session.rename([RenameItem(from: first, to: second)], replacing: false)[0].get()
        let sink = MemorySink()
        _ = try session.fetch([FetchItem(second, into: sink)])[0].get()
        guard sink.bytes == bytes else { throw wrong("Other bytes came back") }
        return ClockSkew.seconds(entry.modified, between: before, and: after)
    }

    private func wrong(_ what: String) -> Fault {
        Fault(.trialCheck, .stop, "A small file was written to \(shownFolder(folder)). \(what).")
    }
}
