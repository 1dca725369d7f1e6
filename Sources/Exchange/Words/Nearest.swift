/// The candidate that is most likely meant by `word`, or nil where none is near: the same letters and digits whatever the
/// capitals, blanks and punctuation, or at most a third of them away (one change, insertion, deletion or swap of
/// neighbours each), or cut short. Only the first 1,000 candidates are looked at, and 64 letters of each.
package func nearest(_ word: String, among candidates: [String]) -> String? {
    let wanted = letters(word)
    let known = candidates.prefix(1000).filter { !$0.isEmpty }.map { (name: $0, letters: letters($0)) }
    if let same = known.first(where: { $0.letters == wanted }) { return same.name }
    let scored = known.map { (name: $0.name, size: $0.letters.count, distance: editDistance(wanted, $0.letters)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, min(wanted.count, best.size) / 3) { return best.name }
    return wanted.count < 3 ? nil : known.first { $0.letters.starts(with: wanted) }?.name
}

/// Lower-case letters and digits; where there are none, the text as it stands.
private func letters(_ text: String) -> [Unicode.Scalar] {
    let lowered = Array(text.lowercased().unicodeScalars.prefix(64))
    let kept = lowered.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return kept.isEmpty ? lowered : kept
}

/// Optimal string alignment distance.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...b.count {
            let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            row[j] = min(last[j] + 1, row[j - 1] + 1, change)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
        }
        before = last
        last = row
    }
    return last[b.count]
}
