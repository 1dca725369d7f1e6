import Engine
import Exchange
import Feeds
import Formats

/// One message for a person: who, how much, what is wrong and where, what to do, and its lines.
struct EDICard {
    private let view: EDIView
    private let file: String
    /// How many messages the file has; nil where that is nothing to say.
    private let total: Int?
    private let isBrief: Bool

    init(_ view: EDIView, _ file: String, of total: Int?, isBrief: Bool) {
        (self.view, self.file, self.total, self.isBrief) = (view, file, total, isBrief)
    }

    var lines: [ReportLine] {
        var lines = [ReportLine(.heading, heading)]
        if !isBrief || view.isRejected { lines += problems }
        if !isBrief { lines += arithmetic + table.map { ReportLine(.plain, " " + $0) } + [ReportLine(.plain, "")] }
        return lines
    }

    private var heading: String {
        let noun =
            switch view.invoice?.invoice.kind {
            case .credit: "CREDIT NOTE"
            case .some: "INVOICE"
            case nil: view.response == nil ? view.type : "ORDER RESPONSE"
            }
        var parts = [[noun, view.number ?? ""].filter { !$0.isEmpty }.joined(separator: " ")]
        if let vendor = (view.invoice?.invoice.vendor ?? view.response?.vendor)?.words, !vendor.isEmpty {
            parts.append(view.invoice?.dialectTitle.map { "\($0), \(vendor)" } ?? vendor)
        }
        if let day = view.invoice?.invoice.date ?? view.response?.days.first(where: { $0.qualifier == "137" }) {
            parts.append(day.text.value)
        }
        if let money = view.invoice?.money { parts.append(money.description) }
        parts.append("file \(file) message \(view.message.number)" + (total.map { " of \($0)" } ?? ""))
        parts.append(view.isRejected ? "REJECTED" : "OK")
        return parts.joined(separator: "  ")
    }

    /// The worst first; of a rule that speaks of every line only the first ones are shown.
    private var problems: [ReportLine] {
        var lines: [ReportLine] = []
        for severity in [Severity.error, .warning, .note] {
            if isBrief, severity != .error { continue }
            let found = view.findings.filter { $0.severity == severity }
            var said: Set<Code> = []
            for finding in found where said.insert(finding.rule).inserted {
                lines += problem(finding, found.filter { $0.rule == finding.rule })
            }
        }
        return lines
    }

    private static let shownOfRule = 3

    private func problem(_ first: Finding, _ all: [Finding]) -> [ReportLine] {
        let letter = first.severity == .error ? "E" : first.severity == .warning ? "W" : "-"
        var lines: [ReportLine] = []
        for finding in all.prefix(EDICard.shownOfRule) {
            let place = " (line \(grouped(finding.position.line)), byte \(grouped(finding.position.byte)))"
            lines.append(ReportLine(.plain, " \(letter)  \(finding.message)" + (first.severity == .note ? "" : place)))
        }
        if all.count > EDICard.shownOfRule {
            lines.append(ReportLine(.plain, "    and \(grouped(all.count - EDICard.shownOfRule)) more like it"))
        }
        if first.severity == .note { return lines }
        lines.append(ReportLine(.remedy, "    -> \(first.owner.title): \(first.remedy)  [\(first.rule)]"))
        return lines
    }

    private var arithmetic: [ReportLine] {
        guard let totals = view.invoice?.totals else { return [] }
        let digits = view.invoice?.currency?.digits ?? 2
        func money(_ amount: Decimal) -> String { amount.grouped(digits: digits) }
        var text =
            " total: MOA+\(totals.payable.qualifier) \(money(totals.payable.amount.value)) (\(totals.payable.amount.place))"
        if let model = totals.model { text += " is \(model.words)" }
        var lines = [ReportLine(.plain, text)]
        for charge in view.invoice?.invoice.charges ?? [] {
            guard let amount = charge.amount else { continue }
            lines.append(
                ReportLine(
                    .plain,
                    " \(charge.isAllowance ? "allowance" : "charge"): \(charge.name) \(money(amount.value)), "
                        + "\(charge.section.rawValue), segment \(charge.segment)"))
        }
        return lines
    }

    private var table: [String] {
        if let opinion = view.invoice { return invoiceTable(opinion) }
        guard let response = view.response else { return [] }
        var table = TextTable(["#", "title", "qty", "po line", "status"])
        for line in response.lines {
            table.add([
                line.item.number,
                cut(line.item.title.isEmpty ? line.item.identifiers.first?.plain ?? "" : line.item.title),
                line.item.quantity("21", "83")?.value.description ?? "", line.item.orderLine?.value.value ?? "",
                line.words,
            ])
        }
        return table.lines
    }

    private func invoiceTable(_ opinion: EDIInvoiceOpinion) -> [String] {
        let digits = opinion.currency?.digits ?? 2
        var table = TextTable(["#", "title", "qty", "price", "amount", "po line", "fund", "match"])
        for line in opinion.invoice.lines {
            let item = line.item
            let funds = item.copies.flatMap { $0.values("LFN") }
            table.add([
                item.number, cut(item.title.isEmpty ? item.identifiers.first?.plain ?? "" : item.title),
                item.quantity("47", "21", "1")?.value.description ?? "",
                (item.price("AAA", "AAB", "INV") ?? item.prices.first)?.price.value.grouped(digits: digits) ?? "",
                line.amount("203")?.value.grouped(digits: digits) ?? "", item.orderLine?.value.value ?? "none",
                Set(funds).sorted().joined(separator: " "), opinion.standing(line) ?? "",
            ])
        }
        return table.lines
    }

    private func cut(_ title: String) -> String { title.count > 36 ? String(title.prefix(33)) + "..." : title }
}
