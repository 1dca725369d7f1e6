import Exchange

/// The morning page as one self-contained HTML document, for mail: what `MorningText` says, in its order.
package struct MorningHTML {
    let page: MorningPage
    private let words: MorningWords

    package init(_ page: MorningPage) {
        self.page = page
        words = MorningWords(page)
    }

    package var html: String {
        HTMLWriting.document("\(words.clock): \(words.verdict)") { html in
            html.element("h1", .title, words.clock)
            html.element("p", words.verdict)
            for entry in page.entries where entry.level.wantsSomebody { self.entry(entry, &html) }
            let calm = page.entries.filter { !$0.level.wantsSomebody }
            html.table(
                "Nothing to do", ["Profile", "State", "Last run", "What happened"],
                calm.map { [words.name($0), words.mark($0.level), words.time($0), $0.headline] })
            codes(&html)
        }
    }

    private func entry(_ entry: MorningEntry, _ html: inout HTMLWriting) {
        let isBad = entry.level == .held || entry.level == .failed || entry.level == .missing
        let run = entry.run.map { " run \($0)" } ?? ""
        html.element(
            "h2", isBad ? .bad : .wanting, "\(words.mark(entry.level)) \(words.name(entry)) \(words.time(entry))\(run)")
        html.element("p", entry.headline)
        if !entry.reasons.isEmpty {
            html.within("ul", .list) { list in
                for reason in entry.reasons.prefix(MorningWords.shownReasons) {
                    list.within("li") { self.reason(reason, entry, &$0) }
                }
            }
        }
        if let more = words.more(entry) { html.element("p", more) }
        if let release = entry.release { html.element("p", "To send it: \(release) or wait for a better file.") }
    }

    private func reason(_ reason: MorningEntry.Reason, _ entry: MorningEntry, _ item: inout HTMLWriting) {
        if let sentence = words.sentence(reason, entry) { item.element("p", sentence) }
        item.element("p", words.remedy(reason))
    }

    private func codes(_ html: inout HTMLWriting) {
        let rows = page.entries.flatMap { entry in
            entry.codes.map { [words.name(entry), $0.text, words.age($0) ?? ""] }
        }
        html.table("New codes", ["Profile", "Code", "Since"], rows)
    }
}
