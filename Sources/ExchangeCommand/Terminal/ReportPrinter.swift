import Engine
import Exchange
import Glibc

/// Prints a report, coloured by what each line is for.
enum ReportPrinter {
    static func print(_ report: RunReport, json asJSON: Bool) {
        if asJSON { return Terminal.put(json(report), on: STDOUT_FILENO) }
        for line in ReportText(report).lines {
            Terminal.put(Terminal.paint(line.text, tone(line.role, report)) + "\n", on: STDOUT_FILENO)
        }
    }

    private static func tone(_ role: ReportText.Role, _ report: RunReport) -> Terminal.Tone? {
        switch role {
        case .verdict: verdict(report)
        case .heading: .bold
        case .remedy: .yellow
        case .detail: .faint
        case .plain: nil
        }
    }

    private static func verdict(_ report: RunReport) -> Terminal.Tone {
        switch End(title: report.end) {
        case .done, .nothingToDo: .green
        case .doneWithRejects: .yellow
        default: .red
        }
    }
}

/// Prints a fault that kept a command from doing its work.
enum FaultPrinter {
    static func print(_ fault: Fault) {
        Terminal.complain(Terminal.paint("exchange: \(fault.message)", .red, on: STDERR_FILENO))
        Terminal.complain("  -> \(fault.remedy)  [\(fault.code.name)]")
    }
}
