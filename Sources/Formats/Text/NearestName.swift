/// Finds what somebody probably meant.
package enum NearestName {
    /// The candidate with the fewest edits to `name`, capitals, blanks and punctuation aside; nil when all are far off.
    package static func of(_ name: String, in candidates: [String]) -> String? {
        let wanted = letters(name)
        var best: (name: String, distance: Int)?
        for candidate in candidates.prefix(1000) where !candidate.isEmpty {
            let distance = distance(wanted, letters(candidate))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(2, wanted.count / 3) else { return nil }
        return best.name
    }

    private static func letters(_ name: String) -> [Character] {
        name.lowercased().prefix(64).filter { $0.isLetter || $0.isNumber }
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
