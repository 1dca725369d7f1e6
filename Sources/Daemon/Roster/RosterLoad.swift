/// What is under way: counted once for each look, so that a look at a thousand profiles costs a thousand steps.
struct RosterLoad {
    private var total = 0
    private var institutions: [String: Int] = [:]
    private var connections: [String: Int] = [:]

    mutating func add(_ duty: Duty) {
        total += 1
        institutions[duty.institution, default: 0] += 1
        for connection in duty.connections { connections[connection, default: 0] += 1 }
    }

    func ofInstitution(_ name: String) -> Int { institutions[name] ?? 0 }

    /// Whether one more fits.
    func hasRoom(for duty: Duty, _ capacity: Capacity) -> Bool {
        if total >= capacity.total { return false }
        if ofInstitution(duty.institution) >= capacity.ofInstitution(duty.institution) { return false }
        return duty.connections.allSatisfy { (connections[$0] ?? 0) < capacity.ofConnection($0) }
    }
}
