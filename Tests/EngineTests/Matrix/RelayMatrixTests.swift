import Exchange
import Machine
import ServerKit
import Testing

/// The real program with files as they are, ended at every point it passes.
@Suite struct `The program on a few files` {
    @Test(arguments: [Freight.files, .claimed])
    func `delivers each once, whichever point it is killed at`(freight: Freight) throws {
        let undisturbed = try SampleRoot(freight)
        let cells = try undisturbed.points()
        #expect(undisturbed.digests.count == 2)
        for cell in cells {
            let root = try SampleRoot(freight)
            let killed = try root.run(["EXCHANGE_FP": "\(cell):kill"])
            #expect(killed.status == 137, "\(cell): \(killed.output)")
            try root.demandOnce(as: undisturbed, "killed at \(cell)")
        }
    }
}
