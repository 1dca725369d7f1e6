import Exchange

/// What follows from what a server can do, for those who write profiles.
package enum ProbeAdvice {
    package static func lines(_ facts: [PlaceFact]) -> [String] {
        let known = Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first }
        return sayings.compactMap { name, values, words in
            guard let value = known[name], values.contains(where: value.hasPrefix) else { return nil }
            return words
        } + skew(known)
    }

    private static let sayings: [(name: String, values: [String], words: String)] = [
        (
            "rename onto a file", ["replaces it"],
            "Overwrites: a rename there replaces a file without a word. Use 'conflict: version', or a name with {run}."
        ),
        (
            "rename onto a file", ["says "],
            "Renaming onto a file there loses one of the two. Use a name with {run}, so that no name comes twice."
        ),
        (
            "rename refuses atomically", ["no"],
            "Between looking and renaming somebody else's file could be replaced: let nobody else use the names."
        ),
        (
            "replacing a file", ["no", "says"],
            "'conflict: replace' cannot be had in one step there. Use 'conflict: version', or a name with {run}."
        ),
        (
            "stored files are flushed", ["no"],
            "The server does not say when a file is on its disk: after a crash over there, ask whether it arrived."
        ),
        (
            "broken transfers can go on", ["no"],
            "A transfer that breaks begins anew: for large files, allow time for it."
        ),
        (
            "upper and lower case", ["the same"],
            "Names that differ in capitals only are one file there: a second delivery could meet the first."
        ),
        (
            "names that begin with a dot", ["not listed"],
            "Our temporary files (.x-…) cannot be seen in listings there, nor can files whose name begins with a dot be "
                + "picked up."
        ),
        ("a name with a blank", ["refused", "changed"], "No blanks in the names of deliveries."),
        ("a name with a semicolon", ["refused", "changed"], "No semicolons in the names of deliveries."),
        (
            "a name with ü as one character", ["refused", "changed", "the same"],
            "Only plain letters (a to z) in the names of deliveries."
        ),
        (
            "a name with ü as two characters", ["changed", "the same"],
            "Letters with accents come back spelt otherwise: patterns of pickups should not have any."
        ),
    ]

    private static func skew(_ known: [String: String]) -> [String] {
        guard let text = known["clock skew"], let seconds = Int(text.filter { $0.isNumber }), seconds > 60 else {
            return []
        }
        return ["Its clock is \(text) from ours: no profile should go by the times of its files."]
    }
}
