import Engine
import Exchange
import Glibc

/// Prints a report, coloured by what each line is for.
enum ReportPrinter {
    static func print(_ report: RunReport, json asJSON: Bool, isForeign: Bool) {
        if asJSON { return Terminal.put(json(report), on: STDOUT_FILENO) }
        put(ReportText(report, isForeign: isForeign).lines, verdict: verdict(report))
    }

    static func put(_ lines: [ReportLine], verdict: Terminal.Tone) {
        for line in lines {
            let tone: Terminal.Tone? =
                switch line.role {
                case .verdict: verdict
                case .heading: .bold
                case .remedy: .yellow
                case .detail: .faint
                case .plain: nil
                }
            Terminal.put(Terminal.paint(line.text, tone) + "\n", on: STDOUT_FILENO)
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

/// Prints the morning page, coloured by how much it needs a person.
enum MorningPrinter {
    static func print(_ page: MorningPage, json asJSON: Bool, isBrief: Bool) {
        if asJSON { return Terminal.put(json(page), on: STDOUT_FILENO) }
        let verdict: Terminal.Tone =
            switch page.end {
            case .done: .green
            case .doneWithRejects: .yellow
            default: .red
            }
        ReportPrinter.put(MorningText(page, isBrief: isBrief).lines, verdict: verdict)
    }
}

/// Prints a fault that kept a command from doing its work.
enum FaultPrinter {
    static func print(_ fault: Fault) {
        Terminal.complain(Terminal.paint("exchange: \(shown(fault.message))", .red, on: STDERR_FILENO))
        Terminal.complain("  -> \(shown(fault.remedy))  [\(fault.code.name)]")
    }
}
