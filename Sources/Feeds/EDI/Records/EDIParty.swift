import Exchange

/// One NAD.
package struct EDIParty: Hashable, Sendable, Encodable {
    /// 3035: `BY` buyer, `SU` supplier.
    package let role: String
    package let code: Sited<String>
    /// 3055: `31B` SAN, `9` EAN, `91` assigned by the seller.
    package let agency: String
    package let name: String
    /// RFF behind it: `API`, `VA`.
    package internal(set) var references: [EDIReference] = []

    /// `GOBI (SAN 7001234)`.
    package var words: String {
        let kind = EDIParty.agencies[agency].map { "\($0) " } ?? ""
        let code = code.value.isEmpty ? "" : "\(kind)\(code.value)"
        if name.isEmpty { return code }
        return code.isEmpty ? name : "\(name) (\(code))"
    }

    private static let agencies = ["31B": "SAN", "9": "EAN", "14": "EAN"]
}

/// One RFF.
package struct EDIReference: Hashable, Sendable, Encodable {
    /// 1153: `LI`, `SLI`, `ON`.
    package let qualifier: String
    package let value: Sited<String>
}

/// One GIR: what is to become of one copy.
package struct EDICopy: Hashable, Sendable, Encodable {
    /// 7297: `001`.
    package let number: String
    /// By their qualifiers, `LFN` fund, `LLO` branch; in their order.
    package internal(set) var fields: [EDIReference]

    package func values(_ qualifier: String) -> [String] {
        fields.filter { $0.qualifier == qualifier }.map(\.value.value)
    }
}
