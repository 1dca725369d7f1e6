import Exchange

/// What a line says of the thing itself and of its order: the same in invoices and responses.
package struct EDIItem: Hashable, Sendable, Encodable {
    /// LIN.
    package let segment: Int
    package let position: Position
    /// 1082 as it is written; often not in sequence, sometimes empty.
    package let number: String
    /// 1229.
    package let action: String
    package internal(set) var identifiers: [EDIIdentifier] = []
    /// IMD texts by their codes (`050` title), parts joined.
    package internal(set) var texts: [EDIText] = []
    package internal(set) var quantities: [EDIQuantity] = []
    package internal(set) var prices: [EDIPrice] = []
    package internal(set) var days: [EDIDay] = []
    package internal(set) var references: [EDIReference] = []
    package internal(set) var copies: [EDICopy] = []

    package struct EDIText: Hashable, Sendable, Encodable {
        package let code: String
        package internal(set) var text: String
    }

    private enum CodingKeys: String, CodingKey {
        case segment, number, action, identifiers, texts, quantities, prices, days, references, copies
    }

    /// 7081 of EDItEUR, what US vendors write, and Brodart's numbers.
    package var title: String { text("050", "BTI", "JTI", "81") }
    package var author: String { text("009", "010", "80") }
    package var publisher: String { text("109", "120", "BPU") }

    private func text(_ codes: String...) -> String {
        for code in codes { if let found = texts.first(where: { $0.code == code }) { return found.text } }
        return ""
    }

    package func quantity(_ qualifiers: String...) -> Sited<Decimal>? {
        for qualifier in qualifiers {
            if let found = quantities.first(where: { $0.qualifier == qualifier }) { return found.quantity }
        }
        return nil
    }

    package func reference(_ qualifier: String) -> Sited<String>? {
        references.first { $0.qualifier == qualifier && !$0.value.value.isEmpty }?.value
    }

    package func price(_ qualifiers: String...) -> EDIPrice? {
        for qualifier in qualifiers {
            if let found = prices.first(where: { $0.qualifier == qualifier }) { return found }
        }
        return nil
    }

    /// Where library systems look for the order's line.
    static let lineReferences = ["LI", "SLI", "SNA", "SNL", "ON"]

    /// By whichever of them is there, the buyer's own first. `2724/71178` is basket and line.
    package var orderLine: EDIReference? {
        for qualifier in EDIItem.lineReferences {
            if let found = references.first(where: { $0.qualifier == qualifier && !$0.value.value.isEmpty }) {
                return found
            }
        }
        return nil
    }

    package func day(_ qualifier: String) -> EDIDay? { days.first { $0.qualifier == qualifier } }
}
