import Exchange
import Ledger

/// The report of a run: what `exchange run` and `exchange report` print, and what `--json` carries. Kept in the run's
/// folder. No personal data but what findings name: lines, columns, counts, and the identifier of a record where the
/// institution lets reports show it.
package struct RunReport: Codable, Hashable, Sendable {
    package struct Arrival: Codable, Hashable, Sendable {
        package let path: String
        package let size: Int
        package let sha256: String?
        /// The ledger's word, or that somebody else had it first.
        package let state: String
        /// How it is known to be finished; nil where nothing was asked, or another process picked it up.
        package let ready: String?
    }

    package struct Delivery: Codable, Hashable, Sendable {
        package let target: String
        package let size: Int
        package let sha256: String
        package let state: String
        package let note: String
    }

    /// Where the ledger's audit chain stood: kept here, it shows whether rows were cut off since.
    package struct Audit: Codable, Hashable, Sendable {
        /// The run's last row when the report was made; once the run has ended, the one that says so.
        package let row: Int
        /// Its hash, in hexadecimal.
        package let head: String
    }

    /// What was known of a place that the run spoke with.
    package struct Place: Codable, Hashable, Sendable {
        package struct Fact: Codable, Hashable, Sendable {
            package let name: String
            package let value: String
        }

        /// `source` or `target`.
        package let role: String
        package let connection: String
        package let address: String
        /// As the place, or the conversation, gave them: `host key`, and what else there is to say.
        package let facts: [Fact]
    }

    /// Grows when a field changes its meaning.
    package let schema: Int
    package let institution: String
    package let profile: String
    package let run: String
    /// The slot of the schedule it was for; nil for none.
    package internal(set) var slot: String?
    package let clock: String
    package let zone: String
    package let dryRun: Bool
    /// An end's title, or `open` while a person or a further run must finish it.
    package let end: String
    package let exit: Int
    package let headline: String
    package let counts: RunCounts
    package let source: String
    package let target: String
    package let arrivals: [Arrival]
    package let deliveries: [Delivery]
    /// On this machine; one for each source file that had any.
    package let rejects: [String]
    /// On this machine: why each of them was rejected, a line for each reason.
    package let reasons: String?
    /// On this machine: who and what would change, a line for each.
    package let changes: String?
    /// On this machine: what a person who judges the load may read; nil for none.
    package internal(set) var covers: [String]?
    package let findings: [FindingLine]
    package let rules: [RuleCount]
    package let remarks: [String]
    package let fault: FaultLine?
    /// What this load changes at the receiver.
    package let comparison: Comparison?
    /// Codes that no list knows.
    package let codes: [NewCodeLine]?
    /// The run's problems with their age; nil where nothing is known of earlier runs.
    package let problems: [ProblemLine]?
    /// The run whose outputs wait for a person's word: this one, or an earlier one that holds the same files. Nil where
    /// there is nothing to release.
    package let holds: String?
    /// Nil where no place was spoken with.
    package internal(set) var places: [Place]?
    /// Nil for a dry run.
    package internal(set) var audit: Audit?

    package static let fileName = "report.json"
    package static let open = "open"
    package static let lost = "taken by somebody else"
}
