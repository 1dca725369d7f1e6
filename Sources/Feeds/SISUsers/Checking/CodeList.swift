/// The codes the library system has for a field, as the institution exported them.
struct CodeList: Sendable {
    /// Where they stand: `lists/groups.csv`, or `the profile`.
    let source: String
    let slots: [Int]
    private let codes: [String]
    /// As bytes: for Swift's texts, two spellings of one letter are equal, and for the library system they are not.
    private let known: Set<[UInt8]>

    init(_ source: String, slots: [Int], _ codes: [String]) {
        self.source = source
        self.slots = slots
        self.codes = codes
        known = Set(codes.map { Array($0.utf8) })
    }

    func has(_ text: UnsafeBufferPointer<UInt8>) -> Bool { known.contains(Array(text)) }

    func has(_ code: String) -> Bool { known.contains(Array(code.utf8)) }

    /// A code that differs in the case of its letters only, or in how they are made up: usually what was meant.
    func likely(_ text: String) -> String? {
        let lower = text.lowercased()
        return codes.filter { $0.lowercased() == lower }.min()
    }
}
