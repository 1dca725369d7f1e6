import Exchange
import Glibc
import Machine

/// A server of a test's own. Nothing it started is left when this object is gone, nor when the test itself dies
/// (`Tests/Servers/server-keeper`).
package final class KeptProcess {
    private let child: RunningChild
    private let logPath: String
    /// The keeper's process number, and the server's.
    package let keeper: pid_t
    package let server: pid_t

    /// What it writes, to both outputs, goes to `log`. `accounts` are a passwd and a shadow file that it alone sees.
    package init(
        _ program: String, _ arguments: [String] = [], log: String, environment: [String: String] = [:],
        accounts: (passwd: String, shadow: String)? = nil
    ) throws {
        logPath = log
        let hidden = accounts.map { ["--accounts", $0.passwd, $0.shadow] } ?? []
        child = try RunningChild(
            ChildLaunch(
                TestProgram.path("server-keeper"), [log] + hidden + [program] + arguments,
                environment: environment.merging(["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]) { given, _ in given },
                leadsGroup: true))
        let deadline = WallClock.steady() + 10
        var line: [UInt8]?
        while line == nil, !child.isSilent, WallClock.steady() < deadline {
            child.exchange(waitMilliseconds: 50)
            line = child.nextLine()
        }
        let numbers = String(decoding: line ?? [], as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
        guard numbers.count == 2 else {
            throw TestTrouble(
                "The keeper of \(program) said nothing: \(String(decoding: child.lastWords, as: UTF8.self))")
        }
        keeper = numbers[0]
        server = numbers[1]
    }

    deinit { end() }

    /// Ends it and all it started; they are gone when this returns. Twice is once.
    package func end() { child.end(graceMilliseconds: 5000) }

    /// Whether the server itself still runs.
    package var isRunning: Bool { !child.hasEnded }

    /// The lines it has written so far, however it ends them.
    package var log: [String] { (TextFile.read(logPath) ?? "").split(whereSeparator: \.isNewline).map(String.init) }

    /// Waits until a line of the log holds `text`, at most so long.
    @discardableResult
    package func waitForLog(_ text: String, count: Int = 1, seconds: Double = 5) -> Bool {
        Patience.wait(seconds: seconds) {
            log.count { $0.contains(text) } >= count
        }
    }

    /// The port it says it listens on, in a line `port N`.
    package func announcedPort(seconds: Double = 10) throws -> Int {
        var found: Int?
        _ = Patience.wait(seconds: seconds) {
            found = log.first { $0.hasPrefix("port ") }.flatMap { Int($0.dropFirst(5)) }
            return found != nil || !isRunning
        }
        guard let found else { throw TestTrouble("a server did not start: \(log.joined(separator: "\n"))") }
        return found
    }

    /// The numbers of all processes below the keeper, the server's among them.
    package var processes: [pid_t] { ProcessTree.descendants(of: keeper) }
}
