import Exchange
import Machine
import ServerKit
import Testing

/// The real program with files as they are, ended at every point it passes.
@Suite struct `The program on a few files` {
    let undisturbed: SampleRoot
    let cells: [FaultCell]

    init() throws {
        undisturbed = try SampleRoot(.files)
        cells = try undisturbed.points()
    }

    @Test func `delivers each once, whichever point it is killed at`() throws {
        #expect(undisturbed.digests.count == 2)
        for cell in cells {
            let root = try SampleRoot(.files)
            let killed = try root.run(["EXCHANGE_FP": "\(cell):kill"])
            #expect(killed.status == 137, "\(cell): \(killed.output)")
            try root.demandOnce(as: undisturbed, "killed at \(cell)")
        }
    }
}
