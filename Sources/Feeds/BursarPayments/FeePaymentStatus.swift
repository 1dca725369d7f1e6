import Exchange

/// What the bursar says of a fee.
enum FeePaymentStatus: String, CaseIterable, Sendable {
    case paid, rejected, pending
}

/// The words a bursar uses for it.
struct PaymentStatuses: Hashable, Sendable {
    /// In small letters.
    private let words: [String: FeePaymentStatus]

    init(_ settings: Settings?, _ complaints: inout Complaints) {
        var words: [String: FeePaymentStatus] = [:]
        for status in FeePaymentStatus.allCases {
            for item in settings?.written(status.rawValue)?.items ?? [] {
                guard let word = item.text?.lowercased() else { continue }
                if let other = words.updateValue(status, forKey: word), other != status {
                    complaints.add(
                        item.mark, key: "statuses.\(status.rawValue)",
                        "'\(word)' means \(other.rawValue) already; a word means one thing")
                }
            }
        }
        self.words = words
    }

    var isEmpty: Bool { words.isEmpty }

    subscript(word: String) -> FeePaymentStatus? { words[word.lowercased()] }

    var explanation: String {
        let parts = FeePaymentStatus.allCases.compactMap { status in
            let mine = words.filter { $0.value == status }.keys.sorted().map { "'\($0)'" }
            return mine.isEmpty ? nil : "\(status.rawValue): \(mine.joined(separator: ", "))"
        }
        return "Of the status, whatever its capitals, \(parts.joined(separator: "; ")); any other word is held."
    }
}
