/// The codes the library system has for a field, as the institution exported them.
struct CodeList: Sendable {
    /// Where they stand: `lists/groups.csv`, or `the profile`.
    let source: String
    let slots: [Int]
    private let codes: Set<String>

    init(_ source: String, slots: [Int], _ codes: [String]) {
        self.source = source
        self.slots = slots
        self.codes = Set(codes)
    }

    func has(_ text: UnsafeBufferPointer<UInt8>) -> Bool { codes.contains(String(decoding: text, as: UTF8.self)) }

    func has(_ code: String) -> Bool { codes.contains(code) }

    /// A code that differs in the case of its letters only: usually what was meant.
    func likely(_ text: String) -> String? {
        let lower = text.lowercased()
        return codes.filter { $0.lowercased() == lower }.min()
    }
}
