import Exchange

/// Makes fees of the rows of a report.
final class FeeRows: RowTaker {
    private let taker: any FeeTaker
    private let report: Report
    private var fee = FeeDraft()

    init(_ taker: any FeeTaker, _ report: Report) {
        self.taker = taker
        self.report = report
    }

    func begin() { fee.clear() }

    func set(_ place: Int, _ value: UnsafeBufferPointer<UInt8>, at position: Position) {
        if let field = FeeField(rawValue: place) { fee.set(field, value, line: position.line, byte: position.byte) }
    }

    func take(_ position: Position, wrong: [WrongValue]) throws(Fault) -> Bool {
        if wrong.isEmpty { return try taker.take(fee, at: position) }
        let subject = fee.isBlank(.transactionID) ? nil : fee.string(.transactionID)
        for value in wrong { report.add(value.finding(position, blank: .feesBlank, subject: subject)) }
        try refuse()
        return false
    }

    func refuse() throws(Fault) {
        report.tally.read += 1
        report.tally.rejected += 1
        report.tally.money.unreadable += 1
    }
}
