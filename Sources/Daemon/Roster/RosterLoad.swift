/// What is under way: counted once for each look, so that a look at a thousand profiles costs a thousand steps.
struct RosterLoad {
    private var total = 0
    private var institutions: [String: Int] = [:]
    private var connections: [String: Int] = [:]
    let isAlone: Bool

    /// `isAlone`: all duties are one institution's.
    init(isAlone: Bool) { self.isAlone = isAlone }

    mutating func add(_ duty: Duty) {
        total += 1
        institutions[duty.institution, default: 0] += 1
        for connection in duty.connections { connections[connection, default: 0] += 1 }
    }

    func ofInstitution(_ name: String) -> Int { institutions[name] ?? 0 }

    /// Whether one more fits.
    func hasRoom(for duty: Duty, _ capacity: Capacity) -> Bool {
        if total >= capacity.total { return false }
        let most = capacity.ofInstitution(duty.institution, isAlone: isAlone)
        if ofInstitution(duty.institution) >= most { return false }
        return duty.connections.allSatisfy { (connections[$0] ?? 0) < capacity.ofConnection($0) }
    }
}
