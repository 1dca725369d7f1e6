/// What the directory says of a value: its code, and what may be in it.
struct EDIValueSpec: Hashable, Sendable {
    enum Kind: Sendable { case letters, number, any }

    /// `5004`.
    let code: EDITag
    let isMandatory: Bool
    let kind: Kind
    let shortest: Int
    let longest: Int

    /// From `5025!an..3`, `0001!a4`, `0017!n6..8`.
    init(_ word: Substring) {
        code = EDITag(String(word.prefix(4)))
        var rest = word.dropFirst(4)
        isMandatory = rest.first == "!"
        if isMandatory { rest = rest.dropFirst() }
        let letters = rest.prefix { $0.isLetter }
        let bounds = rest.dropFirst(letters.count).split(separator: ".", omittingEmptySubsequences: false)
        longest = bounds.last.flatMap { Int($0) } ?? 0
        shortest = bounds.first.flatMap { Int($0) } ?? 1
        kind = letters == "a" ? .letters : letters == "n" ? .number : .any
    }
}
