import Formats

/// A layout of fixed width that many sources have, as data.
struct FixedPreset {
    let name: String
    let summary: String
    let columns: [FixedColumn]
    let segments: FixedSegments?

    static let all: [FixedPreset] = [patronSIF]

    /// The patron file of the older library systems (patron SIF), as campuses still write it: a part for the person, then
    /// up to three addresses, of which the third kind holds an e-mail address in its first line.
    private static let patronSIF = FixedPreset(
        name: "patron-sif",
        summary: "the patron file (SIF) of older library systems: a person and up to three addresses",
        columns: [
            FixedColumn("group", 1...10), FixedColumn("primary_id", 32...42), FixedColumn("last_name", 44...73),
            FixedColumn("first_name", 74...93), FixedColumn("middle_name", 94...113),
        ],
        segments: FixedSegments(
            name: "address", start: 120, length: 328, most: 3,
            columns: [
                FixedColumn("line1", 22...71), FixedColumn("line2", 72...111), FixedColumn("city", 152...191),
                FixedColumn("state", 192...198), FixedColumn("zip", 199...208), FixedColumn("country", 209...228),
                FixedColumn("phone", 229...253), FixedColumn("mobile", 259...288),
            ],
            type: 0..<1, types: [("permanent", "1"), ("temporary", "2"), ("email", "3")]))
}
