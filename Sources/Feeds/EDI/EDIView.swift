import Exchange
import Formats

/// One message of a file with everything there is to say of it, for people.
package struct EDIView {
    package let message: EDIMessage
    /// Of its syntax, its structure and its meaning.
    package let findings: [Finding]
    /// nil where it is no invoice, or too broken to be read as one.
    package let invoice: EDIInvoiceOpinion?
    package let response: EDIResponse?

    package var reference: String { message.reference }
    package var type: String { message.type?.name ?? "" }
    package var isRejected: Bool { !message.isWhole || findings.contains { $0.severity == .error } }
    package var number: String? { invoice?.number ?? response?.number?.value }

    /// Every message of a file, in its order; `feed` is the profile's, where one is named. `body` is lent one at a time.
    package static func each(
        of file: any StagedFile, _ feed: EDIInvoicesFeed?, _ body: (EDIView) throws(Fault) -> Demand
    ) throws(Fault) {
        let report = Report(keptPerRule: 0)
        var waiting: [Finding] = []
        report.onFinding = { waiting.append($0) }
        try EDIFile.read(file, EDIReader(.tolerant), report) { event, _ throws(Fault) in
            guard case .message(let message) = copy event else { return .more }
            defer { waiting = [] }
            return try body(EDIView(message, waiting, feed))
        }
    }

    /// How many messages a file has.
    package static func count(_ file: any StagedFile) throws(Fault) -> Int { try EDISurvey.of(file).messages }

    private init(_ message: EDIMessage, _ said: [Finding], _ feed: EDIInvoicesFeed?) {
        self.message = message
        var findings = said
        var invoice: EDIInvoiceOpinion?
        var response: EDIResponse?
        if message.type?.name == "INVOIC" {
            let opinion = feed?.opinion(message) ?? EDIInvoicesFeed.opinion(message)
            findings += opinion.findings
            invoice = opinion
        } else if message.type?.name == "ORDRSP" {
            let (read, unread) = EDIResponseReading.read(message)
            findings += unread + EDIResponseJudge().check(read, message.position)
            response = read
        }
        (self.findings, self.invoice, self.response) = (findings, invoice, response)
    }
}
