import Exchange

/// Files from the server into sinks: whole, and only if they did not change meanwhile.
///
/// A file is looked at, read up to the size it had, and looked at again; the server must say that it is complete. Whatever
/// does not agree is `place.truncated`, never a file.
struct FTPFetching {
    let place: FTPPlace

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        let looks = try FTPLooking(place: place).look(items.map(\.path))
        var fates = zip(items, looks).map { beginning($0, $1) }
        let open = items.indices.filter {
            if case .success(let end) = fates[$0] { end > items[$0].start } else { false }
        }
        try place.talk.files(open.count) { number, transfer throws(Fault) in
            let index = open[number]
            guard case .success(let end) = fates[index] else { return { _, _ throws(Fault) in } }
            return try read(items[index], to: end, transfer) { fates[index] = .failure($0) }
        }
        let whole = items.indices.filter { if case .success = fates[$0] { true } else { false } }
        let again = try FTPLooking(place: place).look(whole.map { items[$0].path })
        for (index, now) in zip(whole, again) where !isSame(looks[index], now) {
            fates[index] = .failure(
                place.path(items[index].path).truncated("changed while it was read; it is not finished."))
        }
        return fates
    }

    /// Up to where it is to be read.
    private func beginning(_ item: FetchItem, _ look: Result<Entry?, Fault>) -> Result<Int, Fault> {
        let path = place.path(item.path)
        switch look {
        case .failure(let fault): return .failure(fault)
        case .success(nil): return .failure(path.missing())
        case .success(.some(let entry)):
            guard entry.kind == .file else { return .failure(path.notAFile()) }
            guard entry.size >= item.start else {
                return .failure(path.truncated("is shorter than what was fetched of it before."))
            }
            return .success(item.limit.map { min(entry.size, item.start + $0) } ?? entry.size)
        }
    }

    private func read(
        _ item: FetchItem, to end: Int, _ transfer: CurlTransfer, _ refuse: @escaping (Fault) -> Void
    ) throws(Fault) -> FTPTalk.Ending {
        let (path, count) = (place.path(item.path), end - item.start)
        var came = 0
        var own: Fault?
        try transfer.set(.url, "\(place.talk.account.line.origin)/\(FTPPlace.encoded(path.remote))")
        if item.start > 0 || item.limit != nil {
            try transfer.set(.range, item.limit == nil ? "\(item.start)-" : "\(item.start)-\(end - 1)")
        } else {
            // How long it is was asked already, and its end is what the server says of it, not what libcurl expects.
            try transfer.set(.ignoreLength, true)
        }
        transfer.body = { bytes throws(Fault) in
            came += bytes.count
            if came > count {
                own = path.truncated("is longer than the server says, or grew while it was read; it is not finished.")
            } else {
                do throws(Fault) { try item.sink.write(bytes) } catch { own = error }
            }
            if let own { throw own }
        }
        return { replies, fault throws(Fault) in
            if let own { return refuse(own) }
            if let fault {
                guard came == 0, let refusal = FTPOutcome.refusal(fault, replies) else {
                    throw replies.refusal.flatMap { FTPFaults.passing($0, path.remote) } ?? fault
                }
                return refuse(refusal.isMissing ? path.missing() : FTPFaults.refused("open", path, refusal))
            }
            if came != count { refuse(path.truncated("ended before its size; nothing of it was taken.")) }
        }
    }

    private func isSame(_ before: Result<Entry?, Fault>, _ after: Result<Entry?, Fault>) -> Bool {
        guard case .success(let one) = before, case .success(let other) = after else { return false }
        return one == other
    }
}
