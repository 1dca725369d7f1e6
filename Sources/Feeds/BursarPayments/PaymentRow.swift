import Exchange

/// One row of the bursar's file.
struct PaymentRow {
    private var values = [[UInt8]](repeating: [], count: PaymentField.allCases.count)

    mutating func clear() {
        for field in values.indices { values[field].removeAll(keepingCapacity: true) }
    }

    mutating func set(_ place: Int, _ value: UnsafeBufferPointer<UInt8>) { values[place].append(contentsOf: value) }

    func bytes(_ field: PaymentField) -> [UInt8] { values[field.rawValue] }
    func isBlank(_ field: PaymentField) -> Bool { values[field.rawValue].isEmpty }
    func string(_ field: PaymentField) -> String { String(decoding: values[field.rawValue], as: UTF8.self) }

    /// The bursar's reason, short, on one line, and without the user's identifier.
    var reason: String {
        var text = PlacePath.readable(string(.reason))
        if !isBlank(.userID) { text.replace(string(.userID), with: "…") }
        return text
    }
}
