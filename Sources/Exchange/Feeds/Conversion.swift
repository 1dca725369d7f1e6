/// What a conversion came to, beside its outputs and its report.
package struct Conversion: Hashable, Sendable {
    /// Notebook entries to commit with the last delivery.
    package var proposals: [String: String]
    /// Nothing is to be delivered although all went well (no accepted records, nothing new); why, in one sentence.
    package var nothingToDeliver: String?
    /// What will change; nil where the feed compares nothing, or only part of the input was taken.
    package var comparison: Comparison?
    /// What only the feed can see and a person should decide on before anything is sent (a protected record is
    /// missing, the file looks cut off). Each trips a guard. Error findings that are no record's.
    package var alarms: [Finding]

    package init(
        proposals: [String: String] = [:], nothingToDeliver: String? = nil, comparison: Comparison? = nil,
        alarms: [Finding] = []
    ) {
        self.proposals = proposals
        self.nothingToDeliver = nothingToDeliver
        self.comparison = comparison
        self.alarms = alarms
    }
}
