import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// 2,000 damaged conversations in all; `EXCHANGE_FUZZ` names a greater number, to let it run for longer.
@Suite struct `SFTP whose replies were damaged on the way` {
    private static let cases = Repository.variable("EXCHANGE_FUZZ").flatMap { Int($0) } ?? 2000

    @Test(arguments: DamagedReplies.Verb.allCases)
    func `gives a fault or the right answer (row 17)`(verb: DamagedReplies.Verb) throws {
        let replies = try DamagedReplies(verb)
        // Without damage it is the same conversation: what follows would prove nothing otherwise.
        try replies.replay(replies.honest)
        var faults: [String: Int] = [:]
        let begun = WallClock.steady()
        for seed in 0..<max(1, Self.cases / DamagedReplies.Verb.allCases.count) {
            var chance = SeededNumbers(seed: UInt64(seed))
            let pieces = PacketMutation.of(replies.honest, &chance)
            do throws(Fault) {
                try replies.replay(pieces)
                faults["ok", default: 0] += 1
            } catch {
                #expect(!error.message.isEmpty && !error.remedy.isEmpty, "seed \(seed)")
                #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 32 }, "seed \(seed): \(error.message)")
                faults[error.code.name, default: 0] += 1
            }
        }
        let table = faults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        print("damaged \(verb): \(table) in \(Int((WallClock.steady() - begun) * 1000)) ms")
        #expect(faults.keys.count > 1, "nothing was damaged")
    }
}
