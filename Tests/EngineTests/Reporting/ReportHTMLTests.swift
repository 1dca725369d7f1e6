import Exchange
import Testing

@testable import Engine

/// Reports for mail: one file, no request to anybody, and nothing in somebody's data becomes markup.
@Suite struct `A report as HTML` {
    /// What people and machines may write into names and values.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' style='display:none", "&lt;b&gt;",
        "</td></tr></table>", "<!-- ", "]]>", "{{7*7}}", "a\u{202E}b\u{0}c\n<b>", "<a href=\"javascript:x\">",
    ]

    private func report(_ text: String) -> RunReport {
        let about = Report()
        about.tally = ReportsGiven.tally(read: 3, accepted: 2, rejected: 1)
        about.add(Finding(.error, ReportsGiven.date, Position(record: 1, line: 2, path: text), text, subject: text))
        about.remark(text)
        let delivery = RunReport.Delivery(target: text, size: 1, sha256: "ab", state: text, note: text)
        let code = NewCodeLine(NewCode(place: text, code: text, count: 1, fate: text))
        return ReportsGiven.report(
            text, text, text, .held, text, about, comparison: ReportsGiven.fallen, codes: [code],
            deliveries: [delivery],
            rejects: [text])
    }

    private func page(_ text: String) -> String {
        let entry = MorningEntry(
            ReportsGiven.row(text, text, 2, 0, .held, text), report(text), institution: text)
        let other = MorningEntry(silent: text, last: nil, institution: "other")
        return MorningHTML(
            MorningPage(clock: ReportsGiven.civil(7, 0), since: ReportsGiven.civil(0, 0), [entry, other])
        ).html
    }

    /// Every tag, and what stands between `<` and `>` in it.
    private func tags(_ html: String) -> [String] {
        html.matches(of: /<([^>]*)>/).map { String($0.output.1) }
    }

    @Test(arguments: hostile) func `shows what is hostile as it is written, and no more`(_ text: String) {
        for (html, plain) in [(ReportHTML(report(text)).html, ReportHTML(report("x")).html), (page(text), page("x"))] {
            #expect(tags(html) == tags(plain), "a text of theirs became a tag")
            #expect(html.contains(HTMLWriting.escaped(text)))
        }
    }

    @Test func `asks nobody for anything and runs nothing`() throws {
        for html in [ReportHTML(`A report that is approved`.held()).html, MorningHTML(try MorningGiven.page()).html] {
            let names = Set(tags(html).map { $0.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber } })
            #expect(
                names.isSubset(of: [
                    "", "html", "head", "meta", "title", "body", "h1", "h2", "h3", "p", "ul", "li", "div", "table",
                    "caption", "thead", "tbody", "tr", "th", "td",
                ]), "\(names)")
            for word in ["href", "src=", "url(", "http:", "https:", "@import", "<script"] {
                #expect(!html.contains(word), "\(word)")
            }
            #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
            #expect(html.firstMatch(of: /<h1[ >]/) != nil && html.matches(of: /<h1[ >]/).count == 1)
            #expect(html.matches(of: /<table/).count == html.matches(of: /<caption/).count)
            #expect(html.matches(of: /<th[ >]/).allSatisfy { html[$0.range.lowerBound...].hasPrefix("<th scope=") })
        }
    }

    @Test func `is closed as it was opened`() throws {
        for html in [ReportHTML(`A report that is approved`.held()).html, MorningHTML(try MorningGiven.page()).html] {
            var open: [String] = []
            for tag in tags(html) where !tag.hasPrefix("!") && !tag.hasPrefix("meta") {
                let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
                if tag.hasPrefix("/") { #expect(open.popLast() == name) } else { open.append(name) }
            }
            #expect(open.isEmpty)
        }
    }

    @Test func `of a held run is approved`() throws {
        try Golden.check(ReportHTML(`A report that is approved`.held()).html, "report-held.html", width: nil)
    }

    @Test func `of a morning is approved`() throws {
        try Golden.check(MorningHTML(try MorningGiven.page()).html, "report-morning.html", width: nil)
    }
}
