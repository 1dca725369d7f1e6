import Foundation

/// The shipped sample as lines a mutator can change.
struct Sheet: Sendable {
    let bytes: [UInt8]
    let text: String
    let header: String
    /// One line each: the record with a line break in it is left out.
    let rows: [String]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        text = String(decoding: bytes, as: UTF8.self)
        var lines = text.components(separatedBy: "\r\n").flatMap { $0.components(separatedBy: "\n") }
        lines.removeAll { $0.isEmpty }
        header = lines.removeFirst()
        let columns = header.split(separator: ";").count
        rows = lines.filter { $0.split(separator: ";", omittingEmptySubsequences: false).count == columns }
    }

    func joined(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }

    /// A row without a quote in it.
    func plain(_ random: inout SeededNumbers) -> String {
        let plain = rows.filter { !$0.contains("\"") }
        return plain[Int.random(in: 0..<plain.count, using: &random)]
    }

    /// `count` of the rows without quotes become what `change` makes of them.
    func changing(rows count: Int, _ random: inout SeededNumbers, _ change: (String) -> [String]) -> [UInt8] {
        let all = rows.filter { !$0.contains("\"") }
        let chosen = Set(all.indices.shuffled(using: &random).prefix(count))
        return joined([header] + all.enumerated().flatMap { chosen.contains($0) ? change($1) : [$1] })
    }

    static func setting(_ row: String, _ column: Int, to value: String) -> [String] {
        var cells = row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        cells[column] = value
        return [cells.joined(separator: ";")]
    }

    /// Header and cells moved together.
    func permuted(_ random: inout SeededNumbers) -> [UInt8] {
        let plain = rows.filter { !$0.contains("\"") }
        let order = (0..<header.split(separator: ";").count).shuffled(using: &random)
        return joined(
            ([header] + plain).map { line in
                let cells = line.split(separator: ";", omittingEmptySubsequences: false)
                return order.map { String(cells[$0]) }.joined(separator: ";")
            })
    }

    func without(column: Int) -> [UInt8] {
        let plain = rows.filter { !$0.contains("\"") }
        return joined(
            ([header] + plain).map { line in
                var cells = line.split(separator: ";", omittingEmptySubsequences: false)
                cells.remove(at: column)
                return cells.joined(separator: ";")
            })
    }

    /// Changes single bytes anywhere behind the header.
    func touching(
        _ count: Int, _ random: inout SeededNumbers, _ change: (inout [UInt8], Int, UInt8) -> Void
    ) -> [UInt8] {
        var changed = bytes
        for _ in 0..<count {
            let at = Int.random(in: header.utf8.count + 2..<changed.count, using: &random)
            change(&changed, at, UInt8.random(in: 0...255, using: &random))
        }
        return changed
    }

    var latin: [UInt8] { text.data(using: .windowsCP1252, allowLossyConversion: true).map(Array.init) ?? [] }
}
