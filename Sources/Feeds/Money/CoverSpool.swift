import Exchange

/// Records of a cover sheet in a scratch file, in their order.
final class CoverSpool {
    private let spool: any Spool

    init(_ spool: any Spool) { self.spool = spool }

    func append(_ entry: CoverSheet.Entry) throws(Fault) {
        var texts = [entry.number, entry.id, entry.party, entry.partyName, entry.day]
        texts += [entry.money.currency.code, entry.money.amount.description]
        for share in entry.shares { texts += [share.account, share.name, share.amount.description] }
        var bytes: [UInt8] = CoverSpool.number(texts.count)
        for text in texts { bytes += CoverSpool.number(text.utf8.count) + Array(text.utf8) }
        bytes = CoverSpool.number(bytes.count) + bytes
        try bytes.withUnsafeBufferPointer { bytes throws(Fault) in try spool.append(UnsafeRawBufferPointer(bytes)) }
    }

    func each(_ body: (CoverSheet.Entry) throws(Fault) -> Void) throws(Fault) {
        var at = 0
        while at < spool.count {
            let length = try number(at)
            let bytes = try read(length, at + 4)
            at += 4 + length
            guard let entry = CoverSpool.entry(bytes) else { throw CoverSpool.lost }
            try body(entry)
        }
    }

    private static func number(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private func number(_ at: Int) throws(Fault) -> Int { CoverSpool.value(try read(4, at)[...]) }

    private func read(_ count: Int, _ at: Int) throws(Fault) -> [UInt8] {
        guard count <= spool.count - at else { throw CoverSpool.lost }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // `withUnsafeMutableBytes` rethrows any error type; the outcome is carried round it.
            var outcome: Result<Int, Fault> = .success(0)
            bytes.withUnsafeMutableBytes { all in
                let place = UnsafeMutableRawBufferPointer(rebasing: all[filled...])
                do throws(Fault) { outcome = .success(try spool.read(into: place, at: at + filled)) } catch {
                    outcome = .failure(error)
                }
            }
            let got = try outcome.get()
            if got == 0 { throw CoverSpool.lost }
            filled += got
        }
        return bytes
    }

    private static func entry(_ bytes: [UInt8]) -> CoverSheet.Entry? {
        var texts: [String] = []
        var at = 4
        while at + 4 <= bytes.count {
            let count = value(bytes[at..<at + 4])
            guard at + 4 + count <= bytes.count else { return nil }
            texts.append(String(decoding: bytes[at + 4..<at + 4 + count], as: UTF8.self))
            at += 4 + count
        }
        guard texts.count >= 7, let currency = Currency(texts[5]), let amount = Decimal(texts[6]) else { return nil }
        let shares = stride(from: 7, to: texts.count - 2, by: 3).compactMap { index in
            Decimal(texts[index + 2]).map {
                CoverSheet.Share(account: texts[index], name: texts[index + 1], amount: $0)
            }
        }
        return CoverSheet.Entry(
            number: texts[0], id: texts[1], party: texts[2], partyName: texts[3], day: texts[4],
            money: Money(amount, currency), shares: shares)
    }

    private static let lost = Fault(
        .moneySpool, .stop, "The scratch file of the cover sheets does not give back what was written.")
}
