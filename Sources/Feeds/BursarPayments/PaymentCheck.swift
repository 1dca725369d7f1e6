import Exchange
import Formats

/// Reads what was written for the library system, in full with libxml2, which shares no code with the writer, and holds
/// number and sums against the books.
final class PaymentCheck: FeeTaker {
    private var books = MoneyBooks()
    private var payments = 0
    private var isUnreadable = false

    func check(_ outputs: [any StagedFile], _ tally: Tally, _ how: Verification) throws(Fault) {
        for output in outputs {
            try FeeDocument(Report(), self, isThorough: how == .full).read(output)
            if how == .full { try scan(output) }
        }
        if isUnreadable { throw wrong(outputs, "a payment in it cannot be read") }
        if payments != tally.accepted {
            throw wrong(outputs, "it holds \(counted(payments, "payment")), and \(tally.accepted) were written")
        }
        for (currency, account) in tally.money.accounts
        where books.accounts[currency]?.read ?? .zero != account[.delivered] {
            throw wrong(outputs, "the payments in \(currency) do not add up to what was written")
        }
    }

    func take(_ fee: FeeDraft, at position: Position) throws(Fault) -> Bool {
        payments += 1
        guard !fee.isBlank(.transactionID), let currency = Currency(fee.string(.currency)),
            case .success(let amount) = DecimalReading.plain.read(fee.bytes(.amount))
        else {
            isUnreadable = true
            return true
        }
        books.read(Money(amount, currency))
        return true
    }

    /// Every tag is closed by its own, by a reader of another make.
    private func scan(_ output: any StagedFile) throws(Fault) {
        let scan = XMLScan(counting: "xb:\(FeeElements.fee)", depth: 6)
        try output.eachChunk { chunk throws(Fault) in
            try chunk.withUnsafeBytes { bytes throws(Fault) in try scan.read(bytes) }
            return .more
        }
        try scan.finish()
        if scan.counted != payments { throw wrong([output], "two readers count different numbers of payments in it") }
    }

    private func wrong(_ outputs: [any StagedFile], _ words: String) -> Fault {
        Fault(.bursarOutput, .stop, "\(outputs.map(\.name).joined(separator: ", ")): \(words).")
    }
}
