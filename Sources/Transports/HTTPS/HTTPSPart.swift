/// Some of a file's bytes (RFC 9110, 14).
struct HTTPSPart: Hashable, Sendable {
    let start: Int
    /// Nil: to the end.
    let count: Int?

    var header: String { "Range: bytes=\(start)-\(count.map { String(start + $0 - 1) } ?? "")" }

    /// Whether the server sent what was asked for: `bytes 100-199/1000`.
    func isAnswered(by response: HTTPSResponse) -> Bool {
        guard response.status == 206, let words = response["content-range"]?.split(separator: " "), words.count == 2,
            words[0] == "bytes"
        else { return false }
        let ends = words[1].prefix { $0 != "/" }.split(separator: "-").compactMap { Int($0) }
        guard ends.count == 2, ends[0] == start else { return false }
        return count.map { ends[1] < start + $0 } ?? true
    }
}
