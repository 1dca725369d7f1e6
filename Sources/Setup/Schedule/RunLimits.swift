import Exchange

/// How many runs the daemon lets go on at once.
package struct RunLimits: Hashable, Sendable {
    /// Of the institution, or in all; nil: no limit of its own.
    package let runs: Int?
    /// By the connection's name.
    package let connections: [String: Int]

    /// Of a block that has been checked.
    init(_ node: Node?) {
        runs = node?["runs"]?.text.flatMap { Int($0) }
        let pairs = (node?["connections"]?.pairs ?? []).compactMap { pair in
            pair.value.text.flatMap { Int($0) }.map { (pair.key, $0) }
        }
        connections = Dictionary(pairs) { $1 }
    }
}
