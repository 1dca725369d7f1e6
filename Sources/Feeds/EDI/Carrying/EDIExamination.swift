import Exchange
import Formats

/// Every opinion about a file that needs no profile: invoices and responses are judged, other messages are held against their
/// directory alone.
enum EDIExamination {
    static func examine(_ file: any StagedFile, _ report: Report) throws(Fault) {
        let judge = EDIAnyJudge()
        try EDIPassing(EDICarrySettings(), judge, nil).judge(file, report)
        for (type, count) in judge.counts.sorted(by: { $0.key < $1.key }) {
            report.remark("\(counted(count, "message")) \(type.isEmpty ? "without a type" : type)")
        }
        for model in EDITotalModel.allCases {
            if let count = judge.invoices.models[model] {
                report.remark("\(counted(count, "invoice")): the total is \(model.words).")
            }
        }
    }
}

/// Takes every type there is a directory for.
final class EDIAnyJudge: EDIJudge {
    let types: Set<String> = ["INVOIC", "ORDRSP", "ORDERS", "ORDCHG", "DESADV", "QUOTES", "OSTENQ", "OSTRPT"]
    let carriesMoney = false
    let invoices = EDIInvoiceJudge(EDIInvoiceSettings())
    private let responses = EDIResponseJudge()
    private(set) var counts: [String: Int] = [:]

    func judge(_ message: EDIMessage, _ report: Report) throws(Fault) -> EDIVerdict {
        let type = message.type?.name ?? ""
        counts[type, default: 0] += 1
        switch type {
        case "INVOIC": return try invoices.judge(message, report)
        case "ORDRSP": return try responses.judge(message, report)
        default: return EDIVerdict(fate: .deliver)
        }
    }

    func money(_ message: EDIMessage) -> Money? { nil }
}
