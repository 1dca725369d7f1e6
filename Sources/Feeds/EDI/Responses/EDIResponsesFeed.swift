import Exchange
import Formats

/// What vendors say to orders: ORDRSP in and out, and a list of every line's status in words. A record is a message.
package struct EDIResponsesFeed: Feed {
    package static let name = "edi-responses"
    package static let summary = "vendors' answers to orders (EDIFACT ORDRSP), with each line's status in words"
    package static let source = Owner.vendor
    package static let settings =
        EDICarrySettings.all
        + EDIInvoiceSettings.all.filter { ["po_lines", "unmatched"].contains($0.key) }
    package static let hasRecords = false

    private let carry: EDICarrySettings
    private let lists: EDILists

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        carry = EDICarrySettings(settings, &complaints)
        var reading = EDIListReading(settings)
        reading.readOrderLines()
        complaints.all += reading.complaints.all
        lists = reading.lists
        if !complaints.isEmpty { throw complaints }
    }

    package var placeholders: Set<Placeholder> { Placeholder.ofDeliveries.union(Placeholder.ofCopies) }

    package func explain() -> [String] {
        ["Each line's status is written down in words, in a list beside the report."] + carry.explanation
    }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) { try carry.inspect(file, report) }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        let judge = EDIResponseJudge(lists)
        let list = EDIStatusList(try outbox.open(.cover, suffix: "status.csv"))
        judge.onResponse = { list.add($0) }
        let conversion = try EDIConversion(carry, judge, facts, outbox, report).convert(arrivals)
        try list.finish()
        try outbox.finish(list.sink)
        if list.cancelled > 0 {
            report.remark("\(counted(list.cancelled, "order line")) will not come: cancelled or not accepted.")
        }
        return conversion
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try EDIOutputCheck(EDIResponseJudge(lists), how).check(outputs, tally)
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        guard let types = try EDIFile.types(file), types.contains("ORDRSP") else { return nil }
        return "an EDIFACT file of \(types.subtracting([""]).sorted().joined(separator: ", "))"
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        try EDIExamination.examine(file, report)
        return ["whether the orders and their lines exist: this needs a profile"]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try carry.inspect(file, report)
        try EDIPassing(carry, EDIResponseJudge(lists), nil).judge(file, report)
    }
}
