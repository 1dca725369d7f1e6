import Exchange
import Testing

/// Whatever happens to a profile's bytes, reading it ends with a profile or with complaints that have a place.
struct MutationTests {
    @Test func `two thousand damaged profiles crash nothing`() throws {
        var random = SeededNumbers(seed: 20_261_121)
        let whole = TestRoot()
        let paths = [TestRoot.profilePath, "Profiles/connections.yaml", "Profiles/institutions.yaml"]
        for round in 0..<2000 {
            var root = whole
            let path = round.isMultiple(of: 4) ? paths[round / 4 % 3] : paths[0]
            root.files[path] = mutated(whole.files[path] ?? [], &random)
            guard let failure = root.failure() else { continue }
            let marks = TestRoot.complaints(failure).map(\.mark)
            #expect(
                !marks.isEmpty && marks.allSatisfy { isWithin($0, root.files[$0.file] ?? []) },
                "round \(round): \(failure)")
        }
    }

    private func mutated(_ bytes: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<6, using: &random) {
            let at = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes.remove(at: at)
            case 2:
                bytes.insert(Array("{}[]:,-?*&#|>'\"%@!\t\n \\~\u{0}".utf8).randomElement(using: &random) ?? 0, at: at)
            default: bytes.swapAt(at, Int.random(in: bytes.indices, using: &random))
            }
        }
        return bytes
    }

    private func isWithin(_ mark: Mark, _ bytes: [UInt8]) -> Bool {
        mark.line >= 1 && mark.column >= 1 && mark.line <= bytes.filter { $0 == 0x0A || $0 == 0x0D }.count + 2
    }
}
