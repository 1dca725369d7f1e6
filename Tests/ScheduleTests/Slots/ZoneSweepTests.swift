import Exchange
import Machine
import Schedule
import Testing

/// Row 20, exhaustively: every zone of this machine, every change of its clock from 2020 to 2040, held against a walk over
/// the minutes by another program.
@Suite struct `Row 20, every zone and every change` {
    @Test func `nothing is missed and nothing doubled`() throws {
        let windows = try ChangeOracle.windows()
        #expect(windows.count > 2000, "\(windows.count) changes")
        let lines = try ChangeOracle.lines.map { try CronLine($0) }
        var zones: [String: [Timetable]] = [:]
        var wrong: [String] = []
        for window in windows {
            if zones[window.zone] == nil {
                let zone = try TimeZoneFile.zone(named: window.zone)
                zones[window.zone] = lines.map { Timetable(SchedulePlan(lines: [$0]), zone: zone, name: "p") }
            }
            for (index, table) in (zones[window.zone] ?? []).enumerated() {
                let found = ChangeOracle.text(table, around: window.change)
                if found == window.fired[index] { continue }
                wrong.append(
                    "\(window.zone) \(window.change) '\(lines[index])': \(found); oracle \(window.fired[index])")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).joined(separator: "\n"))")
    }
}
