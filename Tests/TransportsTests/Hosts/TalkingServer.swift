import Machine
import ServerKit

/// A server that says what a few lines of Python say: `c` is the connection, `time` is there.
final class TalkingServer {
    let port: Int
    private let child: RunningChild

    init(_ lines: String) throws {
        let script = """
            import socket, time, os
            s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(8)
            print(s.getsockname()[1], flush=True)
            while True:
                c, _ = s.accept()
                try:
                    \(lines)
                except OSError: pass
            """
        child = try RunningChild(
            ChildLaunch(
                TestProgram.python, ["-c", script], environment: ["PATH": "/usr/bin:/bin"], leadsGroup: true))
        let deadline = WallClock.steady() + 10
        var line: [UInt8]?
        while line == nil, !child.isSilent, WallClock.steady() < deadline {
            child.exchange(waitMilliseconds: 50)
            line = child.nextLine()
        }
        guard let port = Int(String(decoding: line ?? [], as: UTF8.self)) else {
            throw TestTrouble("no server: \(String(decoding: child.lastWords, as: UTF8.self))")
        }
        self.port = port
    }

    deinit { child.end(graceMilliseconds: 0) }
}
