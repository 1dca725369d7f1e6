/// A small TZif file of version 2, made by hand (RFC 9636, clause 3).
struct TZif {
    var transitions: [(at: Int, type: UInt8)] = [(1_000_000, 1)]
    var types: [(offset: Int, isSummer: Bool, name: UInt8)] = [(3600, false, 0), (7200, true, 4)]
    var names = Array("CET\0CEST\0".utf8)
    var leaps: [(at: Int, correction: Int)] = []
    var footer: String? = "CET-1"

    private func integer(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func header(_ counts: [Int]) -> [UInt8] {
        Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { integer($0, 4) }
    }

    var bytes: [UInt8] {
        var all = header([0, 0, 0, 0, 1, 4]) + integer(0, 4) + [0, 0] + Array("UTC\0".utf8)
        all += header([0, 0, leaps.count, transitions.count, types.count, names.count])
        all += transitions.flatMap { integer($0.at, 8) } + transitions.map(\.type)
        all += types.flatMap { integer($0.offset, 4) + [$0.isSummer ? 1 : 0, $0.name] } + names
        all += leaps.flatMap { integer($0.at, 8) + integer($0.correction, 4) }
        return all + (footer.map { Array("\n\($0)\n".utf8) } ?? [])
    }
}
