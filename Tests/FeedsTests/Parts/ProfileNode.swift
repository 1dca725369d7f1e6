import Exchange
import Feeds

/// Configuration written as Swift literals: `["fields": ["primary_id": "ID"]]`.
extension Node: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    private static let nowhere = Mark(file: "profile.yaml", line: 0, column: 0)

    package init(stringLiteral text: String) { self = .scalar(text, quoted: false, Node.nowhere) }
    package init(arrayLiteral items: Node...) { self = .list(items, Node.nowhere) }
    package init(dictionaryLiteral pairs: (String, Node)...) {
        self = .map(pairs.map { Pair(key: $0, keyMark: Node.nowhere, value: $1) }, Node.nowhere)
    }

    /// With marks as if every key and every item stood on a line of its own: keys in column 1, values in column 9.
    func numbered() -> Node {
        var line = 0
        return numbered(&line)
    }

    private func numbered(_ line: inout Int) -> Node {
        let mark = Mark(file: "profile.yaml", line: max(line, 1), column: 9)
        switch self {
        case .scalar(let text, let quoted, _): return .scalar(text, quoted: quoted, mark)
        case .empty: return .empty(mark)
        case .list(let items, _):
            return .list(
                items.map {
                    line += 1
                    return $0.numbered(&line)
                }, mark)
        case .map(let pairs, _):
            return .map(
                pairs.map {
                    line += 1
                    let keyMark = Mark(file: "profile.yaml", line: line, column: 1)
                    return Pair(key: $0.key, keyMark: keyMark, value: $0.value.numbered(&line))
                }, mark)
        }
    }
}

extension SISUsersFeed {
    static func reading(_ profile: Node) throws(Complaints) -> SISUsersFeed {
        try SISUsersFeed(Settings(profile.numbered(), declared: settings))
    }

    /// What a profile is complained about.
    static func complaints(_ profile: Node) -> [Complaint] {
        do throws(Complaints) { _ = try reading(profile) } catch { return error.all }
        return []
    }
}
