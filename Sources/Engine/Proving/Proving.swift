import Exchange
import Ledger
import Machine

/// Puts together what is known of deliveries. Changes nothing.
package struct Proving {
    /// How many deliveries of one file or name are proven.
    package static let most = 20

    private let institution: String
    private let ledger: any LedgerStore
    private let workspace: Workspace
    private let zone: (String) throws(Fault) -> TimeZoneData
    /// The first row of the chain that does not hold.
    private let broken: Int?

    /// Reads the whole chain, once.
    package init(
        _ institution: String, _ ledger: any LedgerStore, _ workspace: Workspace,
        zone: @escaping (String) throws(Fault) -> TimeZoneData
    ) throws(Fault) {
        self.institution = institution
        self.ledger = ledger
        self.workspace = workspace
        self.zone = zone
        broken = try ledger.firstBrokenAuditRow()
    }

    /// The deliveries with these bytes; where there is none, those of the runs that a file with these bytes went into.
    package func proofs(of digest: ContentDigest) throws(Fault) -> [DeliveryProof] {
        var rows = try ledger.deliveries(with: digest, limit: Proving.most)
        if rows.isEmpty {
            var runs: [String] = []
            for arrival in try ledger.arrivals(with: digest, limit: Proving.most) where !runs.contains(arrival.run) {
                runs.append(arrival.run)
                rows += try ledger.deliveries(of: arrival.run)
            }
        }
        return try proofs(Array(rows.prefix(Proving.most)))
    }

    /// The deliveries called so, newest first.
    package func proofs(named word: String) throws(Fault) -> [DeliveryProof] {
        try proofs(Array(try NamedDeliveries(ledger).find(word).prefix(Proving.most)))
    }

    private func proofs(_ rows: [DeliveryRow]) throws(Fault) -> [DeliveryProof] {
        var proofs: [DeliveryProof] = []
        for row in rows { proofs.append(try proof(of: row)) }
        return proofs
    }

    private func proof(of row: DeliveryRow) throws(Fault) -> DeliveryProof {
        guard let run = try ledger.run(row.run) else {
            throw Fault(.ledgerDamaged, .stop, "The ledger has no run '\(row.run)', but a delivery of it.")
        }
        let zone = try zone(run.zone)
        let audit = try ledger.audit(of: run.id)
        let head = try ledger.head(of: run.id).map { RunReport.Audit(row: $0.number, head: $0.hash.hex).text }
        let own = ["run", "delivery \(row.ordinal)"]
        let release = try ledger.hold(of: run.id)?.release
        return DeliveryProof(
            schema: 1, institution: institution, profile: row.profile, run: run.id, clock: run.now.description,
            zone: run.zone, origin: run.origin, configuration: run.configuration.hex,
            end: run.end?.title ?? RunReport.open, id: row.id, ordinal: row.ordinal, target: row.target,
            size: row.size, sha256: row.digest.hex, state: row.state.rawValue, evidence: row.note,
            temporary: row.temporary,
            released: release.map { DeliveryProof.Release(person: $0.person, reason: $0.reason) },
            arrivals: try arrivals(of: run, audit, zone),
            places: try StoredReports(workspace).report(of: run.id)?.places,
            rows: audit.filter { own.contains($0.subject) }.map { DeliveryProof.Row($0, zone) },
            chain: DeliveryProof.Chain(whole: broken == nil, broken: broken, head: head))
    }

    private func arrivals(
        of run: RunRow, _ audit: [AuditRow], _ zone: TimeZoneData
    ) throws(Fault) -> [DeliveryProof.Arrival] {
        let bySubject = Dictionary(grouping: audit.filter { $0.subject.hasPrefix("arrival ") }, by: \.subject)
        return try ledger.arrivals(of: run.id).map { arrival in
            let rows = bySubject["arrival \(arrival.ordinal)"] ?? []
            func time(_ state: ArrivalState) -> String? {
                rows.last { $0.event == state.rawValue || $0.event.hasSuffix("-> \(state.rawValue)") }
                    .map { zone.civil($0.at).description }
            }
            return DeliveryProof.Arrival(
                path: arrival.path, size: arrival.size, modified: zone.civil(arrival.modified).description,
                sha256: arrival.digest?.hex, state: arrival.state.rawValue, seen: time(.seen), staged: time(.staged),
                released: time(.released))
        }
    }
}

extension DeliveryProof.Row {
    init(_ row: AuditRow, _ zone: TimeZoneData) {
        self.init(
            number: row.number, at: zone.civil(row.at).description, subject: row.subject, event: row.event,
            epoch: row.epoch, owner: row.owner, hash: row.hash.hex)
    }
}
