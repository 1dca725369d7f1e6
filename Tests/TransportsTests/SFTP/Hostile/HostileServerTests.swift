import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Every quirk of the misbehaving server against every verb: a fault or a right answer, within a time, and never a
/// crash, a half file taken for whole, or a path outside.
@Suite struct `SFTP at a server that misbehaves` {
    @Test(arguments: HostileRow.all) func `gives a fault or the right answer (rows 7, 11, 17)`(row: HostileRow) throws {
        var outcomes: [String] = []
        var trial = try HostileTrial(row)
        if row.isHarmless { #expect(trial.connected == "ok") }
        outcomes.append("connect \(trial.connected)")
        for verb in HostileRow.Verb.allCases where trial.connected == "ok" {
            if trial.isSpent { trial = try HostileTrial(row) }
            outcomes.append("\(verb) \(try trial.run(verb))")
        }
        print("hostile: \(row.testDescription): \(outcomes.joined(separator: ", "))")
    }
}
