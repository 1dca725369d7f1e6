import Exchange

/// How long a server may keep us waiting: only the time we really wait counts, never the time we need ourselves.
struct Patience {
    private let allowed: PlaceTimeouts
    private let address: String
    /// Milliseconds waited since anything moved.
    private var silent = 0.0
    /// Milliseconds waited, and bytes moved, in the window that is open now.
    private var waited = 0.0
    private var moved = 0

    init(_ allowed: PlaceTimeouts, address: String) {
        self.allowed = allowed
        self.address = address
    }

    mutating func moved(_ bytes: Int) {
        silent = 0
        moved += bytes
    }

    mutating func waited(_ milliseconds: Double) throws(Fault) {
        silent += milliseconds
        waited += milliseconds
        if silent >= Double(allowed.idleMilliseconds) {
            throw stalled("was silent for \(allowed.idleMilliseconds / 1000) s while an answer was owed.")
        }
        guard waited >= Double(allowed.progressMilliseconds) else { return }
        if moved < allowed.progressBytes {
            throw stalled(
                "moved \(sized(moved)) in \(allowed.progressMilliseconds / 1000) s; the connection demands "
                    + "\(sized(allowed.progressBytes)).")
        }
        waited = 0
        moved = 0
    }

    private func stalled(_ what: String) -> Fault {
        Fault(.placeStalled, .retry(after: 60), "\(address) \(what)", context: ["address": address])
    }
}
