/// The candidate that is most likely meant by `word`, or nil where none is near: equal but for case, or at most a third
/// of its letters away (one change, insertion, deletion or swap of neighbours each), or cut short.
package func nearest(_ word: String, among candidates: [String]) -> String? {
    let wanted = word.lowercased()
    if let same = candidates.first(where: { $0.lowercased() == wanted }) { return same }
    let scored = candidates.map { (name: $0, distance: editDistance(wanted, $0.lowercased())) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, min(word.count, best.name.count) / 3) { return best.name }
    return word.count < 3 ? nil : candidates.first { $0.lowercased().hasPrefix(wanted) }
}

/// Optimal string alignment distance.
private func editDistance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    if abs(a.count - b.count) > 64 || a.isEmpty || b.isEmpty { return max(a.count, b.count) }
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
