import Exchange

extension RunReport.Place {
    /// A server says what it likes: one line of it, and not much.
    private static let longest = 300

    init(_ role: String, _ connection: String, _ address: String, _ facts: [PlaceFact]) {
        self.init(
            role: role, connection: connection, address: address,
            facts: facts.map { Fact(name: $0.name, value: String(shown($0.value).prefix(Self.longest))) })
    }
}
