import Exchange

/// All that a reader made of an input: what it emitted, what it found, and how it ended.
package struct ReaderOutcome<Kept: Equatable & Sendable>: Equatable, Sendable {
    package var records: [Kept] = []
    package var positions: [Position] = []
    package var findings: [Finding] = []
    package var fault: Fault?

    package init() {}
}
