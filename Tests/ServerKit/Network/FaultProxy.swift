/// A stretch of bad network before a server on this machine.
package final class FaultProxy {
    package let host = "127.0.0.1"
    package let port: Int
    private let scratch: Scratch
    private let process: KeptProcess

    /// The first connection follows the first plan, and so on; the last plan holds for all further ones.
    package convenience init(to target: Int, _ plans: NetworkPlan...) throws { try self.init(to: target, plans: plans) }

    package init(to target: Int, plans: [NetworkPlan]) throws {
        scratch = try Scratch()
        let words = (plans.isEmpty ? [.clean] : plans).map(\.argument)
        process = try KeptProcess(TestProgram.path("fault-proxy"), ["\(target)"] + words, log: scratch.at("log"))
        port = try process.announcedPort()
    }

    deinit { process.end() }

    /// Its number among all processes.
    package var processes: [Int32] { process.processes }

    /// Ends it: all its connections are gone.
    package func stop() { process.end() }

    /// How many connections it accepted so far.
    package var connections: Int { process.log.count { $0.hasSuffix(" open") } }

    /// The faults that struck so far: `1 down-cut` for the first connection.
    package var strikes: [String] {
        lines.filter { $0[2] != "open" && $0[2] != "closed" }.map { "\($0[1]) \($0[2])" }
    }

    /// Bytes passed on over connections that are closed by now.
    package var bytes: (up: Int, down: Int) {
        lines.filter { $0[2] == "closed" && $0.count == 5 }.reduce(into: (up: 0, down: 0)) { sum, line in
            sum.up += Int(line[3]) ?? 0
            sum.down += Int(line[4]) ?? 0
        }
    }

    @discardableResult
    package func waitForLog(_ text: String, count: Int = 1, seconds: Double = 5) -> Bool {
        process.waitForLog(text, count: count, seconds: seconds)
    }

    private var lines: [[Substring]] {
        process.log.map { $0.split(separator: " ") }.filter { $0.count > 2 && $0[0] == "connection" }
    }
}
