/// What a reader of XML wants to know beside the records themselves, by local names.
package struct XMLInterests: Hashable, Sendable {
    /// Elements between the records whose text is kept (`XMLReading.kept`), up to `longest` bytes of it.
    package var kept: Set<String>
    /// Elements within records whose end is noted (`XMLRecord.Element.end`).
    package var measured: Set<String>

    static let longest = 1024

    package init(kept: Set<String> = [], measured: Set<String> = []) {
        self.kept = kept
        self.measured = measured
    }
}
