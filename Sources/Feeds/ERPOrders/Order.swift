import Exchange
import Rules

/// One order, or the ERP's answer about one, as far as it is held against others.
struct Order: SettledAnswer {
    private let frame: RecordFrame
    let number: String
    private let line: String

    init(_ frame: RecordFrame) {
        self.frame = frame
        func text(_ name: String) -> String { frame.shape.number(name).map { frame.string($0) } ?? "" }
        number = text("order_number")
        line = text("line_number")
    }

    /// The business key: the order, or its line where the profile reads lines.
    var key: String { line.isEmpty ? number : "\(number)/\(line)" }
    var names: [String?] { [key] }
    func mayBeOne(with other: Order) -> Bool { true }
    var subject: String { key }

    func differences(from other: Order) -> [String] {
        frame.shape.fields.indices.filter { frame.bytes($0) != other.frame.bytes($0) }.map {
            frame.shape.fields[$0].name
        }
    }
}
