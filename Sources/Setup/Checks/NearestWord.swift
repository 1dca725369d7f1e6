/// Which of several words somebody may have meant.
package enum NearestWord {
    /// The candidate that is fewest slips away, where a slip is a letter too much, too few, wrong, or swapped with the
    /// next; nil where none is near. Upper and lower case are the same. Of equally near ones, the first.
    package static func nearest(to word: String, of candidates: [String]) -> String? {
        let written = word.lowercased()
        var best: (word: String, slips: Int)?
        for candidate in candidates {
            let slips = slips(Array(written.unicodeScalars), Array(candidate.lowercased().unicodeScalars))
            if slips <= allowance(written, candidate), slips < best?.slips ?? .max { best = (candidate, slips) }
        }
        return best?.word ?? candidates.first { isShortened(written, $0.lowercased()) }
    }

    /// A third of the letters may be wrong.
    private static func allowance(_ word: String, _ candidate: String) -> Int {
        max(1, min(word.count, candidate.count) / 3)
    }

    private static func isShortened(_ word: String, _ candidate: String) -> Bool {
        word.count >= 3 && candidate.hasPrefix(word)
    }

    /// The optimal string alignment distance, three rows of its table at a time.
    private static func slips(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        // The table is quadratic, and nobody means a word that is so much longer.
        if abs(left.count - right.count) > 8 || left.count > 64 { return .max }
        var before: [Int] = []
        var above = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let replaced = above[j] + (left[i] == right[j] ? 0 : 1)
                var least = min(replaced, above[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    least = min(least, before[j - 1] + 1)
                }
                row.append(least)
            }
            (before, above) = (above, row)
        }
        return above[right.count]
    }
}
