import Exchange

/// The morning page as people read it: ten seconds for the first line, then who, what, why, and who must act.
package struct MorningText {
    private let page: MorningPage
    private let words: MorningWords
    /// Whether a quiet page is one line, or has a line for each profile as well.
    private let isBrief: Bool

    package init(_ page: MorningPage, isBrief: Bool = true) {
        self.page = page
        self.isBrief = isBrief
        words = MorningWords(page)
    }

    package var lines: [ReportLine] {
        heading + (isBrief && page.isQuiet ? [] : page.entries.flatMap(entry)) + codes + unsent
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    /// `Sat 21 Nov 2026 07:00 CST          6 ok   1 attention   1 HELD`.
    private var heading: [ReportLine] {
        let counts = words.counts
        let right = counts.isEmpty ? "there are no profiles" : counts.joined(separator: "   ")
        let gap = String(repeating: " ", count: max(3, 80 - words.clock.count - right.count))
        return [ReportLine(.verdict, words.clock + gap + right)]
    }

    private func entry(_ entry: MorningEntry) -> [ReportLine] {
        let name = words.name(entry)
        let mark = words.mark(entry.level).padding(to: 6)
        if !entry.level.wantsSomebody {
            let time = entry.level == .ok ? "  \(words.time(entry))" : ""
            let several = entry.level == .ok ? words.several(entry).map { "  \($0)" } ?? "" : ""
            return ReportLine.paragraph(.plain, 0, "\(name)\(time)  \(entry.headline)\(several)", lead: mark)
        }
        let run = entry.run.map { "  run \($0)" } ?? ""
        let several = words.several(entry).map { "  \($0)" } ?? ""
        var lines = [ReportLine(.heading, "\(mark)\(name)  \(words.time(entry))\(run)\(several)")]
        lines += ReportLine.paragraph(.plain, 6, entry.headline)
        for reason in entry.reasons.prefix(MorningWords.shownReasons) { lines += self.reason(reason, entry) }
        if let more = words.more(entry) { lines.append(ReportLine(.detail, "      \(more)")) }
        if let release = entry.release {
            lines.append(ReportLine(.remedy, "      send it: \(release)   or wait for a better file"))
        }
        return lines
    }

    private var unsent: [ReportLine] {
        (page.unsent ?? []).flatMap { ReportLine.paragraph(.remedy, 0, $0, lead: "ATTN  ") }
    }

    private func reason(_ reason: MorningEntry.Reason, _ entry: MorningEntry) -> [ReportLine] {
        let said = words.sentence(reason, entry).map { ReportLine.paragraph(.detail, 6, $0) } ?? []
        return said + ReportLine.paragraph(.remedy, 8, words.remedy(reason), lead: "-> ")
    }

    private var codes: [ReportLine] {
        let named = page.entries.flatMap { entry in entry.codes.map { (entry, $0) } }
        if named.isEmpty { return [] }
        return [ReportLine(.heading, "NEW CODES")]
            + named.flatMap { entry, code in
                let age = words.age(code).map { "  [\($0)]" } ?? ""
                return ReportLine.paragraph(.plain, 6, "\(entry.profile): \(code.text)\(age)")
            }
    }
}

extension String {
    /// With blanks behind it up to `width` letters.
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
