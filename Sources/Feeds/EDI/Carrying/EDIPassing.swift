import Exchange
import Formats

/// The first way through a file: what becomes of each message, and the books of it.
final class EDIPassing {
    private let settings: EDICarrySettings
    private let judge: any EDIJudge
    private let selection: Selection?
    /// In the file's order.
    private(set) var fates: [EDIFate] = []
    private(set) var delivered = 0
    /// Of what is delivered.
    private(set) var sums: [Currency: Decimal] = [:]
    private var isWhole = true

    init(_ settings: EDICarrySettings, _ judge: any EDIJudge, _ selection: Selection?) {
        (self.settings, self.judge, self.selection) = (settings, judge, selection)
    }

    /// Everything goes on as it came.
    var isUntouched: Bool { isWhole && delivered == fates.count }

    func judge(_ file: any StagedFile, _ report: Report) throws(Fault) {
        let limits = EDILimits()
        try EDIFile.read(file, EDIReader(.tolerant, limits: limits), report) { event, _ throws(Fault) in
            switch copy event {
            case .message(let message): try self.take(message, report)
            case .interchangeEnd(let ending): if ending.trailer == nil { self.isWhole = false }
            default: break
            }
            return .more
        }
        report.onProgress?(Progress(records: report.tally.read, bytes: file.size, total: nil))
    }

    private func take(_ message: EDIMessage, _ report: Report) throws(Fault) {
        report.tally.read += 1
        let type = message.type?.name ?? ""
        let verdict = try verdict(message, type, report)
        fates.append(verdict.fate)
        switch verdict.fate {
        case .deliver:
            report.tally.accepted += 1
            delivered += 1
        case .reject, .hold: report.tally.rejected += 1
        case .leaveOut: report.tally.filtered += 1
        }
        book(verdict, type, report)
    }

    private func book(_ verdict: EDIVerdict, _ type: String, _ report: Report) {
        guard let money = verdict.money else {
            if judge.carriesMoney, judge.types.contains(type) { report.tally.money.unreadable += 1 }
            return
        }
        report.tally.money.read(money)
        let fate: MoneyBooks.Fate =
            switch verdict.fate {
            case .deliver: .delivered
            case .reject: .rejected
            case .hold: .held
            case .leaveOut: .filtered
            }
        report.tally.money.book(money, fate)
        if fate == .delivered, let sum = (sums[money.currency] ?? .zero).plus(money.amount) {
            sums[money.currency] = sum
        }
    }

    private func verdict(_ message: EDIMessage, _ type: String, _ report: Report) throws(Fault) -> EDIVerdict {
        // Nothing of a message without an envelope can be delivered: nobody is named as its receiver.
        guard message.isWhole, message.worst != .error, message.interchange != nil else {
            if message.isWhole, message.worst != .error {
                report.add(
                    Finding(
                        .error, .ediInterchangeNone, message.position,
                        "The message stands in no interchange, so nobody is named as its receiver; it is not delivered."
                    ))
            }
            return EDIVerdict(fate: .reject, money: judge.types.contains(type) ? judge.money(message) : nil)
        }
        guard judge.types.contains(type) else { return other(message, type, report) }
        if let limit = selection?.limit, report.tally.accepted >= limit {
            return EDIVerdict(fate: .leaveOut, money: judge.money(message))
        }
        return try judge.judge(message, report)
    }

    private func other(_ message: EDIMessage, _ type: String, _ report: Report) -> EDIVerdict {
        guard settings.isOfProfile else { return EDIVerdict(fate: .deliver) }
        let wanted = judge.types.sorted().joined(separator: ", ")
        let words = "Message \(message.number) is \(type.prefix(10)), and this profile takes \(wanted)"
        switch settings.others {
        case .reject:
            report.add(Finding(.error, .ediTypeOther, message.position, words + "; it is kept with the rejects."))
            return .rejected
        case .deliver:
            report.add(Finding(.note, .ediTypeOther, message.position, words + "; it is delivered as it is."))
            return EDIVerdict(fate: .deliver)
        case .leaveOut:
            report.add(Finding(.note, .ediTypeOther, message.position, words + "; it is left out."))
            return EDIVerdict(fate: .leaveOut)
        }
    }
}
