import Exchange
import Formats

/// A cover sheet as a page for a mail program or a browser.
struct CoverPage {
    private let sheet: CoverSheet
    private let sink: any ByteSink
    private let writer: XMLWriter

    init(_ sheet: CoverSheet, _ sink: any ByteSink) {
        self.sheet = sheet
        self.sink = sink
        writer = XMLWriter(sink)
    }

    func write(_ spool: CoverSpool, _ others: [String]) throws(Fault) {
        let totals = sheet.totals
        try writer.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>")
        try text("Cover sheet \(sheet.facts.profile.profile) \(sheet.facts.run)")
        try writer.markup("</title></head>\n<body style=\"font-family: sans-serif\">\n")
        try paragraph("h1", "Cover sheet: \(sheet.facts.profile.profile), run \(sheet.facts.run), \(sheet.day)")
        try paragraph("p", counted(totals.records, sheet.words.record) + " to be sent.")
        for other in others { try paragraph("p", other) }
        try section("Total", totals.currencies)
        try section("By \(sheet.words.party)", totals.parties)
        try section("By \(sheet.words.account)", totals.accounts)
        try paragraph("h2", "Each \(sheet.words.record)")
        try writer.markup("<table cellpadding=\"4\">\n")
        try spool.each { entry throws(Fault) in try write(entry) }
        try writer.markup("</table>\n</body></html>\n")
        try writer.finish()
    }

    private func section(_ title: String, _ lines: [CoverTotals.Line]) throws(Fault) {
        try paragraph("h2", title)
        try writer.markup("<table cellpadding=\"4\">\n")
        for line in lines {
            try writer.markup("<tr>")
            try cell(line.code)
            try cell(line.name)
            try figure(CoverText.amount(line))
            try figure(grouped(line.count))
            try writer.markup("</tr>\n")
        }
        try writer.markup("</table>\n")
    }

    private func write(_ entry: CoverSheet.Entry) throws(Fault) {
        try writer.markup("<tr>")
        for text in [entry.number, entry.party, entry.day, entry.id] { try cell(text) }
        try figure(entry.money.description)
        try writer.markup("</tr>\n")
        for share in entry.shares {
            try writer.markup("<tr><td></td>")
            try cell(share.account)
            try cell(share.name)
            try writer.markup("<td></td>")
            try figure(Money(share.amount, entry.money.currency).description)
            try writer.markup("</tr>\n")
        }
    }

    private func paragraph(_ name: StaticString, _ text: String) throws(Fault) {
        _ = try writer.element(name, PlacePath.readable(text))
        try writer.markup("\n")
    }

    private func cell(_ text: String) throws(Fault) { _ = try writer.element("td", PlacePath.readable(text)) }

    private func figure(_ text: String) throws(Fault) {
        try writer.markup("<td align=\"right\">")
        try self.text(text)
        try writer.markup("</td>")
    }

    private func text(_ text: String) throws(Fault) { _ = try writer.text(PlacePath.readable(text)) }
}
