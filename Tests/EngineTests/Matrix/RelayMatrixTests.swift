import Exchange
import Machine
import ServerKit
import Testing

/// The real program with files as they are, ended at every point it passes.
@Suite struct `The program on a few files` {
    @Test(arguments: [Freight.files, .claimed])
    func `row 1: delivers each once, whichever point it is killed at`(freight: Freight) throws {
        let walk = try KillWalk(freight)
        #expect(walk.undisturbed.digests.count == 2)
        if case .files = freight { return try walk.everywhere("\(freight) to a folder") }
        try walk.everyName("\(freight) to a folder")
    }

    @Test(arguments: Freight.everyMoney)
    func `row 1: delivers money once, whichever point it is killed at`(freight: Freight) throws {
        let walk = try KillWalk(freight)
        #expect(walk.undisturbed.digests.count == 1)
        #expect(try !walk.undisturbed.registered().isEmpty)
        try walk.everyName("\(freight) to a folder")
    }

    @Test(arguments: [Freight.invoices, .responses])
    func `row 1: delivers vendors' messages once, whichever point it is killed at`(freight: Freight) throws {
        let walk = try KillWalk(freight)
        #expect(walk.undisturbed.digests.count == 2)
        try walk.everyName("\(freight) to a folder")
    }
}
