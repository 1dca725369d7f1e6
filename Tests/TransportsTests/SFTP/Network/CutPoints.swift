import Foundation
import Testing

/// Where conversations are cut: the borders that matter, and others by chance.
struct CutPoints {
    /// 150, or as many as EXCHANGE_CUTS says, over all tests together.
    static var count: Int { ProcessInfo.processInfo.environment["EXCHANGE_CUTS"].flatMap { Int($0) } ?? 150 }

    let seed: UInt64
    let points: [Int]

    /// Bytes of a stream of `total`, a share of `count`. The borders are those of the stream and of 32 KiB.
    init(_ total: Int, share: Int, _ what: String) {
        var numbers = SystemRandomNumberGenerator()
        seed =
            ProcessInfo.processInfo.environment["EXCHANGE_SEED"].flatMap { UInt64($0) } ?? numbers.next() % 1_000_000
        print("\(what): seed \(seed)")
        var state = seed
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let sure = [0, 1, total - 1, total]
        let chunks = max(1, total / 32_768)
        let count = max(1, CutPoints.count * share / 100)
        points =
            Array(sure.prefix(count))
            + (0..<max(0, count - sure.count)).map { number in
                number % 3 == 0 ? (1 + next() % chunks) * 32_768 + next() % 3 - 1 : next() % (total + 1)
            }
    }
}
