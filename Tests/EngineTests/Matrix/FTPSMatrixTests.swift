import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The real program with a receiver by FTP within TLS, ended at some of the points it passes.
@Suite(.enabled(if: getuid() == 0)) struct `The program with a receiver by FTPS` {
    @Test(arguments: [Freight.sample, .files])
    func `delivers once, wherever it is killed`(freight: Freight) throws {
        let place = FarPlace(try VsftpdServer(FTPSecurity(.explicit, newest: "1.2", needsReuse: true)))
        let undisturbed = try SampleRoot(to: place.below("undisturbed"), freight)
        let cells = try undisturbed.points()
        var numbers = SystemRandomNumberGenerator()
        let seed = numbers.next()
        print("seed \(seed)")
        var random = Seeded(seed)
        for turn in 0..<10 {
            let cell = cells[Int(random.next() % UInt64(cells.count))]
            let root = try SampleRoot(to: place.below("cell-\(turn)"), freight)
            let killed = try root.run(["EXCHANGE_FP": "\(cell):kill"])
            #expect(killed.status == 137, "\(cell): \(killed.output)")
            try root.demandOnce(as: undisturbed, "FTPS, \(freight), seed \(seed): killed at \(cell)")
        }
    }
}
