import Exchange

/// A reconciliation as people read it: what is settled in one line, then what somebody should look at, oldest first.
package struct ReconciliationText {
    private let page: Reconciliation
    private let shown: Int

    /// At most `shown` objects of each sort are named.
    package init(_ page: Reconciliation, shown: Int = 20) {
        self.page = page
        self.shown = shown
    }

    package var lines: [ReportLine] {
        let all = page.groups.filter { $0.count > 0 }
        var lines = [ReportLine(.verdict, "\(page.kind.uppercased())S  as of \(page.day)")]
        if all.isEmpty {
            lines.append(ReportLine(.plain, "  Nothing of this kind was ever sent or answered from here."))
        }
        lines += ReportLine.table(.plain, 2, all.map { [$0.name, grouped($0.count), sums($0)] })
        for group in all where !group.items.isEmpty { lines += named(group) }
        lines += gaps + unsent
        if !page.wantsSomebody, !all.isEmpty { lines += [.blank, ReportLine(.plain, "  Nothing needs anybody.")] }
        return lines
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    private func sums(_ group: Reconciliation.Group) -> String {
        group.sums.sorted { $0.key < $1.key }.compactMap { code, sum in
            Currency(code).map { Money(sum, $0).description }
        }.joined(separator: ", ")
    }

    private func named(_ group: Reconciliation.Group) -> [ReportLine] {
        var lines = [ReportLine.blank, ReportLine(.heading, group.name.capitalizedFirst)]
        for item in group.items.prefix(shown) {
            let name = item.reference.isEmpty ? item.key : item.reference
            let id = item.reference.isEmpty ? "" : "  id \(item.key)"
            let party = item.party.isEmpty ? "" : "  \(item.party)"
            let money = item.money.map { "  \($0)" } ?? ""
            let verb = group.name == ObjectStory.State.stranger.rawValue ? "first heard of" : "sent"
            lines += ReportLine.paragraph(
                .plain, 2,
                "\(name)\(party)\(money)  \(verb) \(item.sent) by run \(item.run), \(counted(item.days, "day")) ago\(id)"
            )
            for answer in item.answers { lines += ReportLine.paragraph(.detail, 6, answer) }
        }
        if group.count > shown {
            lines.append(
                ReportLine(
                    .detail,
                    "  and \(grouped(group.count - min(shown, group.items.count))) more (--json has more of them)"))
        }
        if let advice = advice(group.name) { lines += ReportLine.paragraph(.remedy, 4, advice, lead: "-> ") }
        return lines
    }

    private func advice(_ name: String) -> String? {
        switch name {
        case ObjectStory.State.rejected.rawValue:
            "Correct it at its source and send it again; what was rejected is not sent again by itself."
        case ObjectStory.State.contradicted.rawValue:
            "Ask whoever answered which of the two holds, and set it right by hand in the library system."
        case ObjectStory.State.stranger.rawValue:
            "An answer came to something that this program did not send: by hand, or before it was set up?"
        case Reconciliation.differing: "Ask whoever paid; the library system was told the amount that was paid."
        case Reconciliation.twice: "It was sent again on purpose (--again): make sure that it was not paid twice."
        case Reconciliation.oldest, Reconciliation.ages[2].1: "Ask the receiver whether it ever arrived there."
        default: nil
        }
    }

    private var gaps: [ReportLine] {
        if page.gaps.isEmpty { return [] }
        return [.blank, ReportLine(.heading, "Numbers under which nothing was sent")]
            + page.gaps.flatMap { gap in
                ReportLine.paragraph(.plain, 2, "\(gap.profile), \(gap.sequence) \(gap.number): \(gap.why)")
            }
    }

    private var unsent: [ReportLine] {
        guard let unsent = page.unsent else { return [] }
        if unsent.isEmpty { return [.blank, ReportLine(.plain, "  Everything on the list was sent from here.")] }
        return [.blank, ReportLine(.heading, "On the list, and never sent from here: \(grouped(unsent.count))")]
            + unsent.prefix(shown).map { ReportLine(.plain, "  \($0)") }
            + ReportLine.paragraph(
                .remedy, 4, "The library system may have closed them although no file ever arrived.", lead: "-> ")
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
