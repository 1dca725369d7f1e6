import Exchange
import Machine
import ServerKit
import Testing

/// The real program with a server of its own to deliver to, ended at some of the points it passes. Each cell has a folder
/// of its own there.
@Suite struct `The program with a receiver by SFTP` {
    @Test(arguments: ["libssh2", "openssh"], [Freight.sample, .files])
    func `delivers once, wherever it is killed`(channel: String, freight: Freight) throws {
        let server = try SSHServer()
        let place = FarPlace(server, key: try SSHKeys.client()).with("channel: \(channel)")
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
            try root.demandOnce(as: undisturbed, "\(channel), \(freight), seed \(seed): killed at \(cell)")
        }
    }
}
