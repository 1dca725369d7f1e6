import Exchange
import Formats

/// Reads a file of the loader's back: its columns, its rows, the sum of its amounts.
enum FundCheck {
    struct Found {
        var count = 0
        var sum = Decimal.zero
    }

    static func check(_ outputs: [any StagedFile], _ tally: Tally) throws(Fault) {
        for (index, output) in outputs.enumerated() {
            let found = try read(output)
            for control in tally.controls where control.output == index + 1 {
                let there = control.name == "records" ? Decimal(whole: found.count) : found.sum
                if there == control.total { continue }
                throw Fault(
                    .fundOutput, .stop,
                    "\(output.name) was written with \(control.total) as '\(control.name)', and reads back with \(there).",
                    context: ["control": control.name])
            }
        }
        let rows = tally.controls.filter { $0.name == "records" }.map(\.total)
        if rows.count == outputs.count, rows.allSatisfy({ $0 == Decimal(whole: tally.accepted) }) { return }
        throw Fault(
            .fundOutput, .stop, "\(counted(outputs.count, "file")) for \(counted(tally.accepted, "allocation")).")
    }

    static func read(_ file: any StagedFile) throws(Fault) -> Found {
        let table = CSVTable(CSVDialect(), needs: FundShape.columns)
        let report = Report(keptPerRule: 1)
        var found = Found()
        func take(_ row: borrowing TableRow) throws(Fault) {
            guard row.isSound, row.count == FundShape.columns.count, let amount = Decimal(row.string(2)),
                let sum = found.sum.plus(amount), !row.isEmpty(0), !row.isEmpty(1)
            else {
                throw Fault(
                    .fundOutput, .stop,
                    "Row \(found.count + 1) of \(PlacePath.readable(file.name)) is no allocation as Alma's loader wants it."
                )
            }
            found.count += 1
            found.sum = sum
        }
        try file.eachChunk { chunk throws(Fault) in
            try table.read(chunk, report: report) { row, _ throws(Fault) in
                try take(row)
                return .more
            }
        }
        try table.finish(report: report) { row, _ throws(Fault) in
            try take(row)
            return .more
        }
        guard table.header?.names == FundShape.columns else {
            throw Fault(
                .fundOutput, .stop, "\(PlacePath.readable(file.name)) has other columns than Alma's loader reads.")
        }
        return found
    }
}
