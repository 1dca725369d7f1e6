import Exchange
import Ledger
import Machine

/// The evidence about a delivery in doubt, for the person who decides.
struct DoubtText {
    let doubt: Doubt
    let run: OpenRun
    let zone: TimeZoneData

    var lines: [ReportLine] { head + past + place }

    private var delivery: DeliveryRow { doubt.delivery }

    private var head: [ReportLine] {
        [
            ReportLine(
                .verdict,
                "\(delivery.state.rawValue.uppercased())  \(delivery.profile)  delivery \(delivery.run)/\(delivery.ordinal)"
            ),
            ReportLine(.plain, "  \(delivery.target), \(sized(delivery.size))"),
            ReportLine(.detail, "  sha256 \(delivery.digest.hex)"),
        ]
    }

    private var past: [ReportLine] {
        let rows = doubt.past.map { row in
            ReportLine(
                .detail, "  \(zone.civil(row.at))  \(row.event)  (try \(row.epoch), \(row.owner))")
        }
        return [.blank, ReportLine(.heading, "What the ledger says")] + rows
    }

    private var place: [ReportLine] {
        let heading = [ReportLine.blank, ReportLine(.heading, "What \(run.targetWords) shows now")]
        switch doubt.sight {
        case .unseen(let fault):
            return heading + ReportLine.paragraph(.plain, 2, "It could not be asked: \(fault.message)")
        case .elsewhere(let then):
            return heading
                + ReportLine.paragraph(
                    .plain, 2, "It was not asked: the file went to \(then), and the profile leads elsewhere by now.")
        case .seen(let evidence):
            return heading + [
                ReportLine(
                    .plain, "  our temporary file \(delivery.temporary ?? ""): \(words(evidence.temporary))"),
                ReportLine(.plain, "  the final name \(delivery.target): \(words(evidence.target))"),
                ReportLine(
                    .plain, "  \(delivery.target).handled with our size: \(evidence.taken ? "there" : "not there")"),
            ]
        }
    }

    private func words(_ presence: Presence) -> String {
        switch presence {
        case .absent: "not there"
        case .equal: "our file, byte for byte"
        case .different: "another file"
        }
    }
}
