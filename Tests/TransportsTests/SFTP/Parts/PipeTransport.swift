import Exchange

@testable import Transports

/// SFTP to a program beside us, for the conformance suite.
struct PipeTransport: Transport {
    static let scheme = "pipe"
    static let summary = "SFTP without ssh"
    static let settings: [Setting] = []

    let program: String
    let arguments: [String]
    let folder: String
    var timeouts = SSHAccount.Timeouts(
        connectMilliseconds: 10_000, idleMilliseconds: 20_000, progressBytes: 1, progressMilliseconds: 60_000)

    init(_ connection: Settings) throws(Complaints) { self.init(folder: "/") }

    init(_ program: String = "/usr/lib/openssh/sftp-server", _ arguments: [String] = [], folder: String) {
        self.program = program
        self.arguments = arguments
        self.folder = folder
    }

    var address: String { "\(program) in \(folder)" }

    func connect(_ visit: Visit) throws(Fault) -> any Session {
        let channel: PipeChannel
        do { channel = try PipeChannel(program, arguments) } catch {
            throw Fault(.placeUnreachable, .stop, "\(program) could not be started.")
        }
        return try SFTPSession(channel, address: address, folder: folder, timeouts: timeouts, visit)
    }
}
