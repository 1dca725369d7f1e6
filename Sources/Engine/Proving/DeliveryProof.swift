/// What the ledger and the run's report know of one delivery, from the files that went in to the end: what `exchange
/// prove` prints, and what its `--json` carries. Times are in the run's zone. No personal data but file names.
package struct DeliveryProof: Codable, Hashable, Sendable {
    /// A file that went in.
    package struct Arrival: Codable, Hashable, Sendable {
        package let path: String
        package let size: Int
        package let modified: String
        package let sha256: String?
        package let state: String
        /// When it was looked at, was here whole, and was let go of at the source.
        package let seen: String?
        package let staged: String?
        package let released: String?
    }

    /// One row of the audit chain about the run or the delivery.
    package struct Row: Codable, Hashable, Sendable {
        package let number: Int
        package let at: String
        package let subject: String
        package let event: String
        package let epoch: Int
        package let owner: String
        package let hash: String
    }

    /// A person's decision to send what a guard had held.
    package struct Release: Codable, Hashable, Sendable {
        package let person: String
        package let reason: String
    }

    /// Whether the whole chain holds, as it was read for this proof.
    package struct Chain: Codable, Hashable, Sendable {
        package let whole: Bool
        /// The first row that does not hold.
        package let broken: Int?
        /// The run's last row, as reports print it: `41:9f86…`.
        package let head: String?
    }

    /// Grows when a field changes its meaning.
    package let schema: Int
    package let institution: String
    package let profile: String
    package let run: String
    package let clock: String
    package let zone: String
    /// What started the run.
    package let origin: String
    /// Digest of the configuration the run was pinned to.
    package let configuration: String
    package let end: String
    package let id: String
    package let ordinal: Int
    package let target: String
    package let size: Int
    package let sha256: String
    package let state: String
    /// Why it is known to be where it is.
    package let evidence: String
    package let temporary: String?
    package let released: Release?
    package let arrivals: [Arrival]
    /// As the run's report knew them; nil where that is not kept any more.
    package let places: [RunReport.Place]?
    package let rows: [Row]
    package let chain: Chain
}
