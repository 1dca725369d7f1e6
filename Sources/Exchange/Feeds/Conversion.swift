/// What a conversion came to, beside its outputs and its report.
package struct Conversion: Hashable, Sendable {
    /// Notebook entries to commit with the delivery.
    package var proposals: [String: String]
    /// Nothing is to be delivered although all went well (no accepted records, nothing new); why, in one sentence.
    package var nothingToDeliver: String?

    package init(proposals: [String: String] = [:], nothingToDeliver: String? = nil) {
        self.proposals = proposals
        self.nothingToDeliver = nothingToDeliver
    }
}
