import Exchange
import Yams

/// libyaml's tree to ours, with a mark on every node.
struct YAMLTree {
    /// Deeper than anybody writes, and safe for whoever walks the tree.
    static let depthLimit = 64
    /// Aliases unfold to this many nodes at most.
    static let nodeLimit = 100_000

    private let file: String
    private let masked: [Unicode.Scalar: String]
    private var complaints = Complaints([])
    private var count = 0

    static func node(_ composed: ComposedYAML, file: String) throws(Complaints) -> Exchange.Node {
        var tree = YAMLTree(file: file, masked: composed.masked)
        let start = Exchange.Mark(file: file, line: 1, column: 1)
        let node = try composed.root.map { (root) throws(Complaints) in try tree.convert(root, depth: 0) }
        if !tree.complaints.isEmpty { throw tree.complaints.sorted() }
        return node ?? .empty(start)
    }

    private init(file: String, masked: [Unicode.Scalar: String]) {
        self.file = file
        self.masked = masked
    }

    private mutating func convert(_ node: Yams.Node, depth: Int) throws(Complaints) -> Exchange.Node {
        let mark = mark(node)
        count += 1
        if depth > YAMLTree.depthLimit { throw only(mark, "blocks are nested more than \(YAMLTree.depthLimit) deep") }
        if count > YAMLTree.nodeLimit { throw only(mark, "the file's aliases unfold to more than anybody could mean") }
        switch node {
        case .scalar(let scalar): return YAMLTree.scalar(scalar, mark)
        case .sequence(let sequence): return .list(try items(sequence, depth: depth + 1), mark)
        case .mapping(let mapping): return .map(try pairs(mapping, depth: depth + 1), mark)
        // Parsing has unfolded aliases already.
        case .alias: return .empty(mark)
        }
    }

    private static func scalar(_ scalar: Yams.Node.Scalar, _ mark: Exchange.Mark) -> Exchange.Node {
        let quoted = scalar.style != .plain && scalar.style != .any
        if !quoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .empty(mark) }
        return .scalar(scalar.string, quoted: quoted, mark)
    }

    private mutating func items(
        _ sequence: Yams.Node.Sequence, depth: Int
    ) throws(Complaints) -> [Exchange.Node] {
        var items: [Exchange.Node] = []
        for item in sequence { items.append(try convert(item, depth: depth)) }
        return items
    }

    private mutating func pairs(
        _ mapping: Yams.Node.Mapping, depth: Int
    ) throws(Complaints) -> [Exchange.Node.Pair] {
        var pairs: [Exchange.Node.Pair] = []
        var firsts: [String: Exchange.Mark] = [:]
        for (key, value) in mapping {
            guard let pair = try pair(key, value, depth: depth) else { continue }
            if let name = original(pair.key) {
                doubled(name, at: pair.keyMark, after: &firsts)
            } else {
                doubled(pair.key, at: pair.keyMark, after: &firsts)
                pairs.append(pair)
            }
        }
        return pairs
    }

    private mutating func pair(
        _ key: Yams.Node, _ value: Yams.Node, depth: Int
    ) throws(Complaints) -> Exchange.Node.Pair? {
        let keyMark = mark(key)
        let value = try convert(value, depth: depth)
        guard case .scalar(let scalar) = key else {
            complaints.add(keyMark, key: "", "a key is a single word, not a list or a block")
            return nil
        }
        // An empty value has no place of its own: libyaml puts it where the next thing starts.
        if case .empty = value { return .init(key: scalar.string, keyMark: keyMark, value: .empty(keyMark)) }
        return .init(key: scalar.string, keyMark: keyMark, value: value)
    }

    private mutating func doubled(_ key: String, at mark: Exchange.Mark, after firsts: inout [String: Exchange.Mark]) {
        if let first = firsts[key] {
            complaints.add(mark, key: key, "'\(key)' is written twice in the same block, first in line \(first.line)")
        } else {
            firsts[key] = mark
        }
    }

    /// What a masked key was.
    private func original(_ key: String) -> String? { key.unicodeScalars.first.flatMap { masked[$0] } }

    private func mark(_ node: Yams.Node) -> Exchange.Mark {
        Exchange.Mark(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private func only(_ mark: Exchange.Mark, _ message: String) -> Complaints {
        Complaints([Complaint(mark, key: "", message)])
    }
}
