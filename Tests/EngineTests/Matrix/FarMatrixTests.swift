import Exchange
import Machine
import ServerKit
import Testing

/// The real program with a server of its own to deliver to, ended at every point by name.
@Suite struct `The program with a receiver by SFTP` {
    @Test(arguments: ["libssh2", "openssh"], [Freight.sample, .files])
    func `row 1: delivers once, wherever it is killed`(channel: String, freight: Freight) throws {
        let server = try SSHServer()
        let place = FarPlace(server, key: try SSHKeys.client()).with("channel: \(channel)")
        try KillWalk(freight, to: place).everyName("\(freight) by SFTP, \(channel)")
    }
}
