import Exchange

/// What a vendor says to an order: ORDRSP.
package struct EDIResponse: Hashable, Sendable, Encodable {
    package internal(set) var number: Sited<String>?
    /// 1001: `231`, `23C` shelf-ready, `23S` answer to a claim.
    package internal(set) var code = ""
    package internal(set) var function = ""
    package internal(set) var days: [EDIDay] = []
    package internal(set) var parties: [EDIParty] = []
    package internal(set) var references: [EDIReference] = []
    package internal(set) var counts: [EDIQuantity] = []
    package internal(set) var lines: [EDIResponseLine] = []

    package var vendor: EDIParty? { parties.first { $0.role == "SU" } ?? parties.first { $0.role == "SE" } }
    package var order: Sited<String>? { references.first { $0.qualifier == "ON" }?.value }
}

/// What becomes of one line of an order.
package struct EDIResponseLine: Hashable, Sendable, Encodable {
    package internal(set) var item: EDIItem
    package internal(set) var statuses: [EDIStatus] = []

    /// In words: what the vendor does (LIN), and why (FTX).
    package var words: String {
        let said = statuses.map(\.words)
        let action = EDIStatus.action(item.action)
        // A status says all there is to say; the action behind it says it less well, but better than a code nobody knows.
        if said.isEmpty { return action ?? "no status is said" }
        let isSaid = said.contains { $0.hasPrefix("cancelled") }
        let first = item.action == "2" && !isSaid ? "cancelled" : statuses.contains(where: \.isKnown) ? nil : action
        return ([first].compactMap(\.self) + said).joined(separator: "; ")
    }

    /// Nothing of it will come.
    package var isCancelled: Bool { item.action == "2" || item.action == "7" || statuses.contains(where: \.isRefusal) }
}
