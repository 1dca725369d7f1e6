import Exchange
import Rules

/// The loader's file: five columns in its order, texts in quotes, amounts bare. Other columns have no place in it.
final class FundWriter {
    private let outbox: any Outbox
    private let currency: Currency
    private var sink: (any ByteSink)?
    private var line: [UInt8] = []
    private var rows = 0
    private var sum: Decimal? = .zero

    init(_ outbox: any Outbox, _ currency: Currency) {
        self.outbox = outbox
        self.currency = currency
    }

    func write(_ frame: RecordFrame, _ amount: Decimal) throws(Fault) {
        let sink = try open()
        line.removeAll(keepingCapacity: true)
        for (index, field) in [FundShape.fund, FundShape.period, -1, FundShape.reference, FundShape.note].enumerated() {
            if index > 0 { line.append(0x2C) }
            if field < 0 {
                line.append(contentsOf: amount.text(digits: currency.digits).utf8)
            } else {
                quote(frame.bytes(field))
            }
        }
        line.append(0x0A)
        try sink.write(line)
        rows += 1
        sum = sum?.plus(amount)
    }

    private func open() throws(Fault) -> any ByteSink {
        if let sink { return sink }
        let sink = try outbox.open(.delivery, suffix: "csv")
        try sink.write(Array((FundShape.columns.joined(separator: ",") + "\n").utf8))
        self.sink = sink
        return sink
    }

    private func quote(_ text: ArraySlice<UInt8>) {
        line.append(0x22)
        for byte in text {
            if byte == 0x22 { line.append(0x22) }
            line.append(byte)
        }
        line.append(0x22)
    }

    func finish(_ report: Report) throws(Fault) {
        guard let sink else { return }
        guard let sum else { throw Fault(.fundOutput, .stop, "The amounts add up to more than any amount of money.") }
        try outbox.finish(sink)
        report.tally.controls.append(ControlTotal(output: 1, name: "records", total: Decimal(whole: rows)))
        report.tally.controls.append(ControlTotal(output: 1, name: "AMOUNT", total: sum))
    }
}
