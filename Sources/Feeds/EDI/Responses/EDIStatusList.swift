import Exchange

/// What became of every line, as a table people open in a spreadsheet.
final class EDIStatusList {
    let sink: any ByteSink
    private(set) var cancelled = 0
    private var waiting: [UInt8] = []
    private var fault: Fault?

    init(_ sink: any ByteSink) {
        self.sink = sink
        waiting += Array((EDIStatusList.heads.joined(separator: ",") + "\r\n").utf8)
    }

    package static let heads = [
        "response", "order", "line", "po_line", "identifier", "title", "ordered", "back_ordered", "expected", "status",
    ]

    func add(_ response: EDIResponse) {
        for line in response.lines {
            if line.isCancelled { cancelled += 1 }
            let cells = EDIStatusList.cells(response, line).map(EDIStatusList.cell)
            waiting += Array((cells.joined(separator: ",") + "\r\n").utf8)
        }
        flush(above: 1 << 16)
    }

    func finish() throws(Fault) {
        flush(above: 0)
        if let fault { throw fault }
    }

    package static func cells(_ response: EDIResponse, _ line: EDIResponseLine) -> [String] {
        let item = line.item
        return [
            response.number?.value ?? "", item.reference("ON")?.value ?? response.order?.value ?? "", item.number,
            item.orderLine?.value.value ?? "", item.identifiers.first?.plain ?? "", item.title,
            item.quantity("21")?.value.description ?? "", item.quantity("83")?.value.description ?? "",
            item.day("44")?.text.value ?? "", line.words,
        ]
    }

    private func flush(above limit: Int) {
        guard waiting.count > limit, fault == nil else { return }
        do throws(Fault) { try sink.write(waiting) } catch { fault = error }
        waiting.removeAll(keepingCapacity: true)
    }

    /// RFC 4180, after the cell has been made harmless.
    static func cell(_ text: String) -> String {
        let text = SpreadsheetCell.neutral(text)
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
