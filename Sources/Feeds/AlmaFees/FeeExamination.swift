import Exchange
import Rules

/// An opinion about the library system's XML of fees, or of what is sent back to it, that needs no profile.
final class FeeExamination: FeeTaker {
    private let report: Report
    private let check: FeeCheck
    private var frame = RecordFrame(FeeField.shape)
    private let notebook = TrialNotebook()
    private var sums = FeeSums()

    init(_ report: Report) {
        self.report = report
        check = FeeCheck(
            amounts: .plain, dates: DateLayout("MM/DD/YYYY") ?? .iso, credits: .negative, currencies: [],
            needs: [.transactionID], report: report)
    }

    func examine(_ file: any StagedFile) throws(Fault) {
        if file.size > 0 { try FeeDocument(report, self).read(file) }
        for line in sums.lines { report.remark(line) }
        if report.tally.read == 0 { report.remark("There is no fee in it.") }
    }

    func take(_ fee: FeeDraft, at position: Position) throws(Fault) -> Bool {
        report.tally.read += 1
        let outcome = check.check(fee, at: position, into: &frame)
        if let money = outcome.money { report.tally.money.read(money) } else { report.tally.money.unreadable += 1 }
        let isGood = outcome.isGood
        let key = fee.string(.transactionID)
        if isGood, try !notebook.registered(.fee, key).isEmpty {
            report.add(
                Finding(
                    .warning, .feesDuplicate, position, "This transaction stands further up in the file already.",
                    subject: key))
        }
        if isGood { try notebook.register(RegisterEntry(.fee, key, .sent, day: CivilDate(daysSince1970: 0))) }
        if isGood { report.tally.accepted += 1 } else { report.tally.rejected += 1 }
        if let money = outcome.money {
            report.tally.money.book(money, isGood ? .delivered : .rejected)
            if isGood { sums.add(money) }
        }
        return true
    }
}
