import Exchange
import Glibc
import Machine
import ServerKit
import Testing

/// The real program with a receiver by FTP within TLS, ended at every point by name.
@Suite(.enabled(if: getuid() == 0)) struct `The program with a receiver by FTPS` {
    @Test(arguments: [Freight.sample, .files])
    func `row 1: delivers once, wherever it is killed`(freight: Freight) throws {
        let place = FarPlace(try VsftpdServer(FTPSecurity(.explicit, newest: "1.2", needsReuse: true)))
        try KillWalk(freight, to: place).everyName("\(freight) by FTPS")
    }
}
