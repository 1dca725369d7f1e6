/// A pattern ready to be held against values.
struct CompiledPattern {
    private let regex: Regex<AnyRegexOutput>?
    private let take: Int?

    init(_ pattern: ValuePattern) {
        // Reading has seen to it that this is an expression; one that is none matches nothing.
        regex = ValuePattern.regex(pattern.text)
        take = pattern.take
    }

    func matches(_ text: some Collection<UInt8>) -> Bool {
        guard let regex, text.count <= ValuePattern.valueLimit else { return false }
        return (try? regex.wholeMatch(in: String(decoding: text, as: UTF8.self))) != nil
    }

    /// Puts what is taken in the place of `bytes[start...]`; false where the value does not match. A group that took no
    /// part in the match leaves nothing.
    func apply(to bytes: inout [UInt8], from start: Int) -> Bool {
        guard let regex, bytes.count - start <= ValuePattern.valueLimit else { return false }
        let text = String(decoding: bytes[start...], as: UTF8.self)
        guard let match = try? regex.wholeMatch(in: text) else { return false }
        guard let take else { return true }
        bytes.removeSubrange(start...)
        if take < match.output.count, let taken = match.output[take].substring {
            bytes.append(contentsOf: taken.utf8)
        }
        return true
    }
}
