/// Which names a pickup takes: those that one of its tests matches and no exception does. Names that say "not finished",
/// "consumed" or "not for you" are passed over, unless a test says that very ending or beginning in so many letters.
package struct FileChoice: Hashable, Sendable, CustomStringConvertible {
    package enum Verdict: Hashable, Sendable {
        case taken
        /// A test matches, but the name says it is not to be taken: by this ending or beginning.
        case passedOver(String)
        case other
    }

    package let tests: [NameTest]
    package let exceptions: [NameTest]

    package init(_ tests: [NameTest], except exceptions: [NameTest] = []) {
        self.tests = tests
        self.exceptions = exceptions
    }

    package init(_ pattern: FilePattern) { self.init([.pattern(pattern)]) }

    /// What a run of ours, of whichever installation, has renamed so that nobody else takes it.
    package static let claimedEnding = ".taken"
    /// Claimed, or consumed already, by the library system or by a campus script; then what programs call a file they are
    /// writing.
    package static let passedOverEndings = [
        claimedEnding, ".handled", ".processed", ".old", ".part", ".filepart", ".tmp",
    ]
    /// Our own temporaries; then everything hidden.
    package static let passedOverStarts = [".x-", "."]

    package func verdict(on name: String) -> Verdict {
        let matching = tests.filter { $0.matches(name) }
        if matching.isEmpty || exceptions.contains(where: { $0.matches(name) }) { return .other }
        for ending in FileChoice.passedOverEndings where name.hasSuffix(ending) {
            if !matching.contains(where: { $0.literalEnd.hasSuffix(ending) }) { return .passedOver("*\(ending)") }
        }
        for start in FileChoice.passedOverStarts where name.hasPrefix(start) {
            if !matching.contains(where: { $0.literalStart.hasPrefix(start) }) { return .passedOver("\(start)*") }
        }
        return .taken
    }

    package func matches(_ name: String) -> Bool { verdict(on: name) == .taken }

    /// Names to try something on: one for each pattern that stands for names, and always one of no meaning.
    package var samples: [String] {
        tests.compactMap { if case .pattern(let pattern) = $0 { pattern.sample } else { nil } } + ["1"]
    }

    package var isOpenEnded: Bool { tests.contains(where: \.isOpenEnded) }

    /// `'a*.csv' or 'b*.csv'`, quotes included.
    package var description: String { tests.map(\.description).joined(separator: " or ") }
}
