import Exchange
import Machine

/// Files from here to the server, under names that must not exist. FTP has no exclusive creation: the names are looked for
/// first, and are ours alone.
struct FTPStoring {
    let place: FTPPlace

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        var fates: [Int: Result<Int, Fault>] = [:]
        var rest = Array(items.indices)
        // What occurs twice is stored once, and exists the second time.
        while !rest.isEmpty {
            var names: Set<[UInt8]> = []
            let wave = rest.filter { names.insert(Array(items[$0].path.utf8)).inserted }
            rest.removeAll(where: Set(wave).contains)
            for (index, fate) in zip(wave, try together(wave.map { items[$0] })) { fates[index] = fate }
        }
        return items.indices.map { fates[$0] ?? .failure(place.talk.lost("no answer")) }
    }

    private func together(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        var fates = items.map { Result<Int, Fault>.success($0.source.size) }
        let looking = FTPLooking(place: place)
        let inside = Set(try looking.allowed(items.map(\.path)) { fates[$0] = .failure($1) })
        let looks = try looking.look(items.map(\.path))
        for (index, item) in items.enumerated() {
            guard case .success = fates[index] else { continue }
            if !inside.contains(index) {
                fates[index] = .failure(place.path(FolderJail.above(item.path)).noFolder())
            } else if let fault = objection(item, looks[index]) {
                fates[index] = .failure(fault)
            }
        }
        func isOpen(_ index: Int) -> Bool { if case .success = fates[index] { true } else { false } }
        let open = items.indices.filter(isOpen)
        try place.talk.files(open.count) { number, transfer throws(Fault) in
            try write(items[open[number]], transfer) { fates[open[number]] = .failure($0) }
        }
        let written = open.filter(isOpen)
        for (index, size) in zip(written, try sizes(written.map { items[$0].path }))
        where size != items[index].source.size {
            fates[index] = .failure(
                place.path(items[index].path).truncated(
                    "has \(size.map(String.init) ?? "no") bytes on the server instead of \(items[index].source.size)."))
        }
        return fates
    }

    private func objection(_ item: StoreItem, _ look: Result<Entry?, Fault>) -> Fault? {
        let path = place.path(item.path)
        switch look {
        case .failure(let fault): return fault
        case .success(nil): return item.start == 0 ? nil : path.missing()
        case .success(.some(let entry)):
            if item.start == 0 { return path.exists() }
            if entry.kind != .file { return path.notAFile() }
            return entry.size == item.start
                ? nil : path.truncated("has \(entry.size) bytes instead of \(item.start): it is not what was begun.")
        }
    }

    private func write(
        _ item: StoreItem, _ transfer: CurlTransfer, _ refuse: @escaping (Fault) -> Void
    ) throws(Fault) -> FTPTalk.Ending {
        let path = place.path(item.path)
        let talk = place.talk
        var offset = item.start
        var own: Fault?
        var stop: Fault?
        try transfer.set(.url, "\(talk.account.line.origin)/\(FTPPlace.encoded(path.remote))")
        try transfer.set(.upload, true)
        try transfer.set(.uploadSize, item.source.size - item.start)
        if item.start > 0 { try transfer.set(.append, true) }
        transfer.source = { buffer throws(Fault) in
            do throws(Fault) { try talk.going() } catch {
                stop = error
                throw error
            }
            let wanted = min(buffer.count, item.source.size - offset)
            if wanted <= 0 { return 0 }
            do throws(Fault) {
                let got = try item.source.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
                guard got > 0 else {
                    throw Fault(
                        .machineFile, .stop, "\(item.source.name) is shorter than it was; it was not sent.",
                        context: ["path": item.source.name])
                }
                offset += got
                return got
            } catch {
                own = error
                throw error
            }
        }
        return { replies, fault throws(Fault) in
            if let stop { throw stop }
            if let own { return refuse(own) }
            guard let fault else { return }
            guard let refusal = FTPOutcome.refusal(fault, replies) else {
                throw replies.refusal.flatMap { FTPFaults.passing($0, path.remote) } ?? fault
            }
            refuse(FTPFaults.refused("write", path, refusal))
        }
    }

    /// How large the server says they are; nil where they are not there.
    private func sizes(_ paths: [String]) throws(Fault) -> [Int?] {
        guard place.features.has("SIZE"), !place.hasFacts else { return try looked(paths) }
        // Where text is meant, some count other bytes.
        let replies = try place.talk.ask(paths.map { ["TYPE I", "SIZE \(place.path($0).remote)"] })
        if replies.contains(where: { $0[1].isUnknown }) { return try looked(paths) }
        return replies.map { reply in
            guard reply[1].code == 213, let line = reply[1].lines.last else { return nil }
            return TextFields.number(line.dropFirst(4).trimmed)
        }
    }

    private func looked(_ paths: [String]) throws(Fault) -> [Int?] {
        var found: [Int?] = []
        for look in try FTPLooking(place: place).look(paths) { found.append(try look.get()?.size) }
        return found
    }
}
