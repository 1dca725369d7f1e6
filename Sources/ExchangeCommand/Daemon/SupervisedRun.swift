import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Synchronization

/// How a run speaks with the daemon that began it: a line for each sign of progress, and one with how it ended.
struct SupervisionOptions: ParsableArguments {
    @Flag(help: .private) var supervised = false
    @Option(help: .private) var memory: Int?
    @Option(help: .private) var cpu: Int?

    var signs: ProgressSigns? { supervised ? ProgressSigns() : nil }

    func tell(_ verdict: RunVerdict) { if supervised { Terminal.put(verdict.line + "\n", on: STDOUT_FILENO) } }

    /// What this process may take; before anything else.
    func limit() {
        if let memory { ProcessLimits.limit(memory: memory) }
        if let cpu { ProcessLimits.limit(cpu: cpu) }
    }
}

/// Signs of life, at most one a second: whoever works asks again and again whether to stop, also within a long transfer.
/// Who hangs does not.
final class ProgressSigns: Sendable {
    private let last = Atomic<Int>(0)

    func show() {
        let now = Int(WallClock.steady())
        if last.exchange(now, ordering: .relaxed) == now { return }
        Terminal.put("progress\n", on: STDOUT_FILENO)
    }
}

extension RunVerdict {
    init(_ report: RunReport) {
        self.init(
            end: End(rawValue: report.exit) ?? .internalError, run: report.run, retry: report.fault?.retryAfter,
            connection: report.fault?.connection, code: report.fault?.code)
    }

    /// Of a run that could not even begin.
    init(_ fault: Fault) {
        var seconds: Int?
        if case .retry(let after) = fault.disposition { seconds = after }
        self.init(end: fault.end, retry: seconds, code: fault.code.name)
    }
}
