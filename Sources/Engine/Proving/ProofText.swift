import Exchange

/// A proof as people read it: what was sent and what became of it, then how one knows.
package struct ProofText {
    private let proof: DeliveryProof
    /// Files that went in, one by one.
    private static let shownArrivals = 12

    package init(_ proof: DeliveryProof) { self.proof = proof }

    package var lines: [ReportLine] { head + places + arrivals + events + chain }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    private var head: [ReportLine] {
        let release = proof.released.map {
            ReportLine.paragraph(.plain, 2, "A guard had held it; released by \($0.person): \($0.reason)")
        }
        return [
            ReportLine(
                .verdict, "\(proof.state.uppercased())  \(proof.profile)  delivery \(proof.run)/\(proof.ordinal)"),
            ReportLine(.plain, "  \(proof.target), \(sized(proof.size))"),
            ReportLine(.plain, "  sha256 \(proof.sha256)"),
        ]
            + (proof.evidence.isEmpty ? [] : ReportLine.paragraph(.plain, 2, "evidence: \(proof.evidence)"))
            + (proof.temporary.map { [ReportLine(.detail, "  sent as \($0)")] } ?? [])
            + [
                ReportLine(.detail, "  run of \(proof.clock), started \(proof.origin), \(proof.end)"),
                ReportLine(.detail, "  configuration \(proof.configuration)"),
                ReportLine(.detail, "  id \(proof.id)"),
            ] + (release ?? [])
    }

    private var places: [ReportLine] {
        guard let places = proof.places else {
            return [.blank]
                + ReportLine.paragraph(
                    .plain, 2, "What the places were is not known any more: the run's report is not kept.")
        }
        return places.flatMap { place in
            let verb = place.role == "target" ? "To" : "From"
            return [ReportLine.blank, ReportLine(.heading, "\(verb) \(place.connection)")]
                + [ReportLine(.plain, "  \(place.address)")]
                + place.facts.flatMap { ReportLine.paragraph(.detail, 2, "\($0.name): \($0.value)") }
        }
    }

    private var arrivals: [ReportLine] {
        let files = proof.arrivals.prefix(ProofText.shownArrivals).flatMap { file in
            let times = [("looked at", file.seen), ("here", file.staged), ("let go", file.released)]
                .compactMap { name, time in time.map { "\(name) \($0)" } }
            return [ReportLine(.plain, "  \(file.path), \(sized(file.size)), changed \(file.modified)")]
                + (file.sha256.map { [ReportLine(.detail, "    sha256 \($0)")] } ?? [])
                + ReportLine.paragraph(.detail, 4, times.joined(separator: ", "))
        }
        let left = proof.arrivals.count - ProofText.shownArrivals
        let more = left > 0 ? [ReportLine(.detail, "  and \(counted(left, "more file")) (all of them: --json)")] : []
        return [.blank, ReportLine(.heading, "What went in")] + files + more
    }

    private var events: [ReportLine] {
        let rows = proof.rows.map { row in
            ReportLine(
                row.subject == "run" ? .detail : .plain,
                "  \(row.at)  \(row.subject): \(row.event)  [row \(row.number), try \(row.epoch), \(row.owner)]")
        }
        return [.blank, ReportLine(.heading, "What happened")] + rows
    }

    private var chain: [ReportLine] {
        let head = proof.chain.head.map { [ReportLine(.detail, "  audit head: \($0)")] } ?? []
        guard let broken = proof.chain.broken else {
            return [.blank, ReportLine(.plain, "  The audit chain holds, from its beginning to its end.")] + head
        }
        return [.blank, ReportLine(.remedy, "  The audit chain does NOT hold: row \(broken) is not what was written.")]
            + head
    }
}
