/// One named thing that can go wrong, with its explanation. A fault or a finding cannot be made without one, so
/// `exchange explain <code>` can explain whatever a report names.
///
/// Each room declares its codes as `extension Code { static let … }` beside the code that raises them, and lists them
/// in one array that the Catalog collects; a test reads the sources and fails when a code is not in a list.
package struct Code: Hashable, Sendable, CustomStringConvertible {
    /// Which exit code a `.stop` fault of this code ends a run with.
    package enum Kind: Sendable { case data, place, configuration, machine, usage, busy }

    /// Lower case, dotted, from the general to the particular: `csv.quote.unclosed`.
    package let name: String
    package let kind: Kind
    /// Why this happens, in a sentence or two, for somebody who has never seen it.
    package let cause: String
    /// What a person does now. Never empty.
    package let remedy: String
    package let owner: Owner

    package init(_ name: String, _ kind: Kind, owner: Owner, cause: String, remedy: String) {
        precondition(!name.isEmpty && !cause.isEmpty && !remedy.isEmpty, "a code explains itself")
        self.name = name
        self.kind = kind
        self.cause = cause
        self.remedy = remedy
        self.owner = owner
    }

    package static func == (left: Code, right: Code) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
    package var description: String { name }
}
