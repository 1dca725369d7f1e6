import Exchange
import Formats

/// The identifiers of all users so far: each must be its owner's alone, over all types; the primary one whatever its
/// capitals. Keeps eight bytes for each.
final class ForeignIdentifiers {
    private var primary: Set<UInt64> = []
    private var others: Set<UInt64> = []
    private let primaryKind: Int
    private let valueKind: Int

    init(_ schema: ForeignSchema = .users) {
        primaryKind = schema.child("primary_id", of: 0) ?? -1
        let list = schema.child("user_identifiers", of: 0)
        let one = list.flatMap { schema.child("user_identifier", of: $0) }
        valueKind = one.flatMap { schema.child("value", of: $0) } ?? -1
    }

    func check(_ record: XMLRecord, _ kinds: [Int], _ schema: ForeignSchema, _ user: inout ForeignUserFindings) {
        var own: Set<UInt64> = []
        var ownPrimary: UInt64?
        for index in record.elements.indices where kinds[index] == primaryKind || kinds[index] == valueKind {
            let text = record.trimmed(record.elements[index].text)
            if text.isEmpty { continue }
            let lowered = ForeignHash.of(record, text, lowercased: true)
            if kinds[index] == primaryKind {
                ownPrimary = lowered
                if primary.contains(lowered) || others.contains(ForeignHash.of(record, text)) {
                    user.add(
                        .error, .userIdentifier, index, "primary_id",
                        "an earlier user of this file has the same identifier (capitals do not count)")
                }
            } else {
                let exact = ForeignHash.of(record, text)
                check(exact, lowered, index, own, schema, &user)
                own.insert(exact)
            }
        }
        within(own, ownPrimary, record, kinds, &user)
        others.formUnion(own)
        if let ownPrimary { primary.insert(ownPrimary) }
    }

    private func check(
        _ exact: UInt64, _ lowered: UInt64, _ index: Int, _ own: Set<UInt64>, _ schema: ForeignSchema,
        _ user: inout ForeignUserFindings
    ) {
        if own.contains(exact) {
            user.add(.error, .userIdentifier, index, schema.path(valueKind), "this user has the same value twice")
        } else if others.contains(exact) || primary.contains(lowered) {
            user.add(
                .error, .userIdentifier, index, schema.path(valueKind),
                "an earlier user of this file has the same identifier")
        }
    }

    /// The primary id once more among the others of the same user.
    private func within(
        _ own: Set<UInt64>, _ primary: UInt64?, _ record: XMLRecord, _ kinds: [Int],
        _ user: inout ForeignUserFindings
    ) {
        guard let primary else { return }
        for index in record.elements.indices where kinds[index] == valueKind {
            let text = record.trimmed(record.elements[index].text)
            guard !text.isEmpty, ForeignHash.of(record, text, lowercased: true) == primary else { continue }
            user.add(
                .error, .userIdentifier, index, "user_identifiers/user_identifier/value",
                "it is the user's primary id once more")
        }
    }
}
