import Exchange
import Ledger
import Machine

/// Deliveries of one rank speak of no other of it, and are published together; a later rank speaks of the earlier ones,
/// and is published when all of these are.
enum DeliveryRank: Int, Hashable {
    case data, manifest, done
}

extension DeliveryRow {
    /// By where our copy is: the ledger keeps that, whatever becomes of the profile meanwhile.
    var rank: DeliveryRank {
        guard staged.contains("/\(Companions.folder)/") else { return .data }
        return PlacePath.last(staged) == Companions.manifestName ? .manifest : .done
    }

    /// Where it is published.
    var folder: String { target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "" }

    /// Its intent stands, and only the outcome of that one rename is open.
    var isIntended: Bool { state == .publishing || state == .inDoubt }

    func at(_ state: DeliveryState, temporary: String? = nil, note: String = "") -> DeliveryRow {
        DeliveryRow(
            id: id, run: run, profile: profile, ordinal: ordinal, target: target, digest: digest, size: size,
            staged: staged, state: state, temporary: temporary ?? self.temporary, note: note)
    }
}

/// How much is carried at once: enough that the way to the receiver and back is paid once for many small files, and no
/// more than may be begun anew without regret.
enum Batch {
    static let files = 256
    static let bytes = 64 << 20

    /// How many files go together at most: each is open here until all of them are through, and a process may have only so
    /// many open.
    static var most: Int { min(files, OpenDescriptors.free / 2) }

    /// The first of `rows` that go together: at least one, and no more than `most`.
    static func first<Row>(
        _ rows: [Row], size: (Row) -> Int, most: Int = most, isAlike: (Row, Row) -> Bool = { _, _ in true }
    ) -> [Row] {
        var total = 0
        var taken: [Row] = []
        for row in rows.prefix(max(1, most)) {
            let (sum, overflow) = total.addingReportingOverflow(size(row))
            if let first = taken.first, overflow || sum > bytes || !isAlike(first, row) { break }
            total = overflow ? .max : sum
            taken.append(row)
        }
        return taken
    }
}
