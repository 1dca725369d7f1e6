import ServerKit
import Testing

/// The real program killed at points of one way, each cell in a root and a receiving folder of its own, and held against
/// the same way undisturbed.
struct KillWalk {
    let freight: Freight
    let place: FarPlace?
    let undisturbed: SampleRoot
    let cells: [FaultCell]

    init(_ freight: Freight, to place: FarPlace? = nil) throws {
        self.freight = freight
        self.place = place
        undisturbed = try SampleRoot(to: place?.below("undisturbed"), freight)
        cells = try undisturbed.points()
    }

    /// Every point, each time it is passed.
    func everywhere(_ name: String) throws { try walk(cells, name) { _, _ in } }

    /// Every point by name, and from the first pass of `point` on all of them, each time.
    func everyName(_ name: String, allFrom point: String, _ judge: (SampleRoot, Comment) throws -> Void) throws {
        let (drawn, seed) = KillWalk.oneOfEachName(cells)
        let tail = cells.drop { $0.point != point }
        try walk(drawn.filter { !tail.contains($0) } + tail, "\(name), seed \(seed)", judge)
    }

    /// Every point by name, at one of the times it is passed, drawn by the seed.
    func everyName(_ name: String) throws {
        let (drawn, seed) = KillWalk.oneOfEachName(cells)
        try walk(drawn, "\(name), seed \(seed)") { _, _ in }
    }

    /// Each point by name once, at one of the times it is passed, and the seed that drew them.
    static func oneOfEachName(_ cells: [FaultCell]) -> (drawn: [FaultCell], seed: UInt64) {
        var numbers = SystemRandomNumberGenerator()
        let seed = numbers.next()
        var random = Seeded(seed)
        let drawn = Set(cells.map(\.point)).sorted().map { point in
            let passes = cells.filter { $0.point == point }
            return passes[Int(random.next() % UInt64(passes.count))]
        }
        return (drawn, seed)
    }

    private func walk(
        _ chosen: [FaultCell], _ name: String, _ judge: (SampleRoot, Comment) throws -> Void
    ) throws {
        var kills = 0
        for (turn, cell) in chosen.enumerated() {
            let root = try SampleRoot(to: place?.below("cell-\(turn)"), freight)
            let killed = try root.run(["EXCHANGE_FP": "\(cell):kill"])
            // How often a network is read from depends on the moment: the last pass may not come.
            let about: Comment = "\(name): killed at \(cell)"
            #expect(killed.status == 137 || (place != nil && killed.status <= 1), "\(about): \(killed.output)")
            kills += killed.status == 137 ? 1 : 0
            try root.demandOnce(as: undisturbed, about)
            try judge(root, about)
        }
        #expect(kills * 10 >= chosen.count * 9)
        print("kill cells: \(name): \(kills) kills, \(cells.count) points passed undisturbed")
    }
}
