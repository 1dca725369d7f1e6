/// A feed that can say what the last delivered load has of one record: `exchange why`.
package protocol RecordTracer: Feed {
    /// The records with that identifier, of whatever kind (a primary id, a barcode); letters of either case are alike.
    /// None where the load has no such record. Does not ask how the profile maps today: the load is as it was delivered.
    func trace(_ identifier: String, in baseline: Baseline) throws(Fault) -> [RecordTrace]
}

/// One record of the last delivered load.
package struct RecordTrace: Hashable, Sendable {
    /// Something the load says of the record.
    package struct Fact: Codable, Hashable, Sendable {
        package let name: String
        package let value: String
        /// Shown only to somebody who asks for it.
        package let isPersonal: Bool

        package init(_ name: String, _ value: String, isPersonal: Bool = false) {
            self.name = name
            self.value = value
            self.isPersonal = isPersonal
        }
    }

    /// As findings and lists of changes name the record.
    package let identifier: String
    /// The run that delivered it last: the load's own, or an earlier one where the record was rejected or missing since.
    /// Nil where nobody knows any more.
    package let run: String?
    /// Where it stood in that run's source: which of the arrivals (from 1; 0 unknown), and the line (0 unknown).
    package let file: Int
    package let line: Int
    /// In which of that run's deliveries it was, from 1; 0 unknown.
    package let delivery: Int
    /// What matters most comes first.
    package let facts: [Fact]

    package init(identifier: String, run: String?, file: Int, line: Int, delivery: Int, facts: [Fact]) {
        self.identifier = identifier
        self.run = run
        self.file = file
        self.line = line
        self.delivery = delivery
        self.facts = facts
    }
}
