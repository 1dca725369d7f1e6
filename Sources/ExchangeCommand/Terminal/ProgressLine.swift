import Engine
import Exchange
import Glibc
import Ledger
import Machine

/// How far a long step is: one line on the terminal that is written over, and nothing at all elsewhere.
final class ProgressLine {
    private let shows: Bool
    private var started = 0.0
    private var name: String?
    private var last = 0.0
    private var isDrawn = false

    init(quiet: Bool) { shows = !quiet && Terminal.isTerminal(STDERR_FILENO) }

    func show(_ step: Step, _ progress: Progress) { show(step.rawValue, progress, counting: "record") }

    /// `noun` is what the progress counts.
    func show(_ name: String, _ progress: Progress, counting noun: String) {
        guard shows else { return }
        let now = WallClock.steady()
        if self.name != name { (self.name, started, last) = (name, now, now) }
        // Short work needs no line, and ten a second are enough to see it move.
        guard now - started > 0.5, now - last > 0.1 else { return }
        last = now
        let text = "\(name)  \(ProgressLine.words(progress, counting: noun, seconds: now - started))"
        Terminal.put("\r\u{1B}[K" + String(text.prefix(Terminal.width(STDERR_FILENO) - 1)), on: STDERR_FILENO)
        isDrawn = true
    }

    func clear() {
        guard isDrawn else { return }
        Terminal.put("\r\u{1B}[K", on: STDERR_FILENO)
        isDrawn = false
    }

    /// `48,210 records  12.4 MB of 26.1 MB  31.0 MB/s  0:01 left`.
    static func words(_ progress: Progress, counting noun: String, seconds: Double) -> String {
        let rate = seconds > 0 ? Double(progress.bytes) / seconds : 0
        var parts = [counted(progress.records, noun)]
        if let total = progress.total, total > 0 {
            parts.append("\(sized(progress.bytes)) of \(sized(total))")
            parts.append("\(sized(Int(rate)))/s")
            if rate > 0 {
                let left = Int((Double(total - progress.bytes) / rate).rounded(.up))
                parts.append("\(left / 60):\(padded(left % 60, 2)) left")
            }
        } else {
            parts.append(sized(progress.bytes))
        }
        return parts.joined(separator: "  ")
    }
}
