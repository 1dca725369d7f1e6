import Exchange

/// The head of a server's answer.
struct HTTPSResponse: Hashable, Sendable {
    /// 200, 404, …
    private(set) var status = 0
    /// Names in lower case, in the order in which they came.
    private(set) var headers: [(name: String, value: String)] = []
    private var bytes = 0

    /// Heads longer than this are no heads.
    private static let longest = 256 << 10

    static func == (left: HTTPSResponse, right: HTTPSResponse) -> Bool {
        left.status == right.status && left.headers.elementsEqual(right.headers, by: ==)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(status) }

    /// One line of a head; a status line begins a new one (after `100 Continue`, or a proxy's). False where it is too long.
    mutating func read(_ line: [UInt8]) -> Bool {
        bytes += line.count
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            (status, headers) = (words.count > 1 ? Int(words[1]) ?? 0 : 0, [])
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append((text[..<colon].lowercased(), String(value)))
        }
        return bytes <= HTTPSResponse.longest
    }

    /// The first header of that name, given in lower case.
    subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    var isFine: Bool { (200...299).contains(status) }
    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }

    /// Whether the end of the body can be told from a line that was cut.
    var hasEnd: Bool {
        self["content-length"] != nil || self["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true
    }
}
