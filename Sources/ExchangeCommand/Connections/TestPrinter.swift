import Engine
import Exchange
import Glibc
import Setup

/// Prints what trying a connection came to. What a server said is written out, so that it steers no terminal.
enum TestPrinter {
    static func step(_ step: TrialStep) {
        guard let fault = step.fault else {
            return line("  \(Terminal.paint("ok  ", .green))  \(shown("\(step.name): \(step.words)"))")
        }
        line("  \(Terminal.paint("FAIL", .red))  \(shown("\(step.name): \(fault.message)"))  [\(fault.code.name)]")
        line("  -> \(shown(fault.remedy))")
    }

    /// One line, with what failed below it where the steps were not shown as they went.
    static func put(_ desk: ConnectionDesk, _ outcome: TrialOutcome, showedSteps: Bool) {
        let failed = outcome.steps.filter { $0.fault != nil }
        let parts = outcome.phrases + (failed.isEmpty ? [] : ["\(counted(failed.count, "step")) FAILED"])
        line(shown("\(desk.shownName): \(desk.setup.transport.address)   \(parts.joined(separator: ", "))"))
        if !showedSteps { failed.forEach(step) }
        for remark in outcome.remarks { line("  note  \(shown(remark))") }
    }

    /// What is wrong with it is complained about on standard error.
    static func broken(_ name: String) {
        line("\(shown(name)): \(Terminal.paint("FAIL", .red))  not whole, nothing was tried")
    }

    private static func line(_ text: String) { Terminal.put(text + "\n", on: STDOUT_FILENO) }
}
