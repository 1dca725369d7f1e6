/// Counts what is in a file in the most naive way there is, to hold the reader against: no streaming, no tables.
struct EDINaiveCount {
    var interchanges = 0
    var messages = 0
    var segments = 0

    /// nil for a file without an interchange.
    init?(_ bytes: [UInt8]) {
        let text = bytes.map { Character(UnicodeScalar($0)) }
        guard let begin = EDINaiveCount.find("UNA", text) ?? EDINaiveCount.find("UNB+", text) else { return nil }
        var release: Character? = "?"
        var terminator: Character = "'"
        var rest = text[begin...]
        if rest.starts(with: "UNA") {
            release = rest[begin + 6] == " " ? nil : rest[begin + 6]
            terminator = rest[begin + 8]
            rest = rest.dropFirst(9)
        }
        var segment = ""
        var isReleased = false
        for character in rest where character != "\n" && character != "\r" {
            if !isReleased, character == terminator {
                count(segment)
                segment = ""
            } else {
                isReleased = !isReleased && character == release
                segment.append(character)
            }
        }
    }

    private mutating func count(_ segment: String) {
        segments += 1
        if segment.hasPrefix("UNB") { interchanges += 1 }
        if segment.hasPrefix("UNH") { messages += 1 }
    }

    private static func find(_ word: String, _ text: [Character]) -> Int? {
        text.indices.first { text[$0...].starts(with: word) }
    }
}
