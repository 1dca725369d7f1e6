import ArgumentParser
import Daemon
import Engine
import Exchange
import Glibc
import Machine
import Setup
import Synchronization

/// How a run speaks with the daemon that began it: a line for each sign of progress, and one with how it ended.
struct SupervisionOptions: ParsableArguments {
    @Flag(help: .private) var supervised = false
    @Option(help: .private) var memory: Int?
    @Option(help: .private) var cpu: Int?
    @Option(help: .private) var lastEnd: String?

    var signs: ProgressSigns? { supervised ? ProgressSigns() : nil }

    func tell(_ verdict: RunVerdict) { if supervised { Terminal.put(verdict.line + "\n", on: STDOUT_FILENO) } }

    /// What this process may take, as the daemon says; before anything else.
    func limit() {
        if let memory { ProcessLimits.limit(memory: memory) }
        if let cpu { ProcessLimits.limit(cpu: cpu) }
        if supervised { _ = SupervisionOptions.copy }
    }

    /// The profile; under the daemon, where nobody reads what is printed, IT is told of one that is not whole.
    func reading(_ text: String, _ configuration: Configuration, _ folder: RootFolder) throws(SetupFailure) -> Profile {
        let name = try configuration.name(text)
        let notice = UnreadableNotice(folder: folder, configuration: configuration, name: name)
        do throws(SetupFailure) {
            let profile = try configuration.profile(text)
            if supervised {
                notice.forget()
                // Programs of somebody's own may compute as they like; runs of others are to begin and end on time.
                if !profile.plan.transformers.isEmpty { GivingWay.begin() }
            }
            return profile
        } catch {
            if supervised, case .complaints(let complaints) = error { notice.tell(complaints) }
            throw error
        }
    }

    /// Says to the end of this process that the daemon's copy of the configuration is read.
    private static let copy = Environment.value(RootFolder.copyVariable).flatMap(ConfigurationCopy.use)

    /// The same for a run that a person or cron began.
    func limit(_ bounds: RunBounds) {
        if memory == nil { ProcessLimits.limit(memory: bounds.memory) }
        if cpu == nil { ProcessLimits.limit(cpu: bounds.cpu) }
    }
}

/// Signs of life, at most one a second: whoever works asks again and again whether to stop, also within a long transfer.
/// Who hangs does not.
final class ProgressSigns: Sendable {
    private let last = Atomic<Int>(0)
    private let givesWay = Atomic<Bool>(false)
    /// Seconds of computing after which a run lets shorter ones pass.
    private static let short = 5.0

    func show() {
        let now = Int(WallClock.steady())
        if last.exchange(now, ordering: .relaxed) == now { return }
        if GivingWay.computed > ProgressSigns.short, !givesWay.exchange(true, ordering: .relaxed) { GivingWay.begin() }
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
