import CLinux
import Exchange
import Glibc

/// Runs another program and waits for it: posix_spawn(3), no shell, an environment of our choosing, no
/// descriptor of ours but the three standard ones.
package struct ChildProcess: Sendable {
    package struct Outcome: Hashable, Sendable {
        /// The exit code, or 128 plus the signal's number as shells have it.
        package let status: Int
        package let output: [UInt8]
        /// The last part of what it said on standard error.
        package let lastWords: String
        package let overran: Bool
    }

    package let program: String
    package let arguments: [String]
    package let environment: [String: String]
    /// After this the child is killed.
    package let deadlineMilliseconds: Int
    /// More output than this is a fault.
    package let outputLimit: Int

    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        deadlineMilliseconds: Int = 60_000, outputLimit: Int = 16 << 20
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.deadlineMilliseconds = deadlineMilliseconds
        self.outputLimit = outputLimit
    }

    /// Feeds `input`, collects both outputs, waits. A program that cannot be started is `machine.child`.
    package func run(input: [UInt8] = []) throws(Fault) -> Outcome {
        let pipes = try ChildPipes(program)
        let child = try ChildLaunch(program, arguments, environment: environment).spawn(pipes)
        pipes.closeFarEnds()
        let deadline = WallClock.steady() + Double(deadlineMilliseconds) / 1000
        let talk = pipes.converse(input: input, until: deadline, limit: outputLimit)
        if talk.overran || talk.tooMuch { kill(child, SIGKILL) }
        let (raw, outlived) = ChildProcess.wait(for: child, until: deadline)
        if talk.tooMuch {
            throw Fault(.machineChild, .stop, "\(program) wrote more than \(outputLimit) bytes and was ended.")
        }
        let signal = raw & 0x7f
        let status = signal == 0 ? Int(raw >> 8 & 0xff) : 128 + Int(signal)
        return Outcome(
            status: status, output: talk.output, lastWords: talk.lastWords, overran: talk.overran || outlived)
    }

    /// A child may close its outputs and live on: the deadline holds for that, too.
    private static func wait(for child: pid_t, until deadline: Double) -> (raw: Int32, outlived: Bool) {
        var raw: Int32 = 0
        while true {
            let ended = waitpid(child, &raw, WNOHANG)
            if ended == child || (ended < 0 && exchange_errno() != EINTR) { return (raw, false) }
            if WallClock.steady() >= deadline { break }
            WallClock.sleep(milliseconds: 1)
        }
        kill(child, SIGKILL)
        while waitpid(child, &raw, 0) < 0, exchange_errno() == EINTR {}
        return (raw, true)
    }
}
