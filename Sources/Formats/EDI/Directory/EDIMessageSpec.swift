/// What the directory says of a kind of message: a tree of segments and segment groups, laid flat, parents first.
final class EDIMessageSpec: Sendable {
    struct Node: Hashable, Sendable {
        /// The segment's, or the one of the segment that begins the group.
        let tag: EDITag
        let isGroup: Bool
        /// The group's number, or the one of the group a segment stands in; 0 outside.
        let group: Int16
        let isMandatory: Bool
        let most: Int
        /// The group it stands in; -1 outside.
        let parent: Int
        /// Behind its last descendant.
        var end: Int
    }

    let name: String
    let nodes: [Node]
    let tags: Set<EDITag>
    /// The group of lines or packages with which the detail section begins.
    let detail: Int
    /// UNS; the number of nodes where the message has none.
    let summary: Int

    init(_ name: String, _ structure: String) {
        self.name = name
        var reading = Reading()
        for word in structure.split(whereSeparator: { $0 == " " || $0 == "\n" }) { reading.take(word) }
        nodes = reading.nodes
        tags = Set(nodes.map(\.tag))
        detail = nodes.firstIndex { $0.isGroup && ($0.tag == "LIN" || $0.tag == "CPS") } ?? nodes.count
        summary = nodes.firstIndex { $0.tag == "UNS" } ?? nodes.count
    }

    private struct Reading {
        var nodes: [Node] = []
        private var open: [Int] = []

        /// `DTM!x35`, `g1x99(RFF!`, `DTMx5)`.
        mutating func take(_ word: Substring) {
            var word = word
            while let bracket = word.firstIndex(of: "(") {
                begin(word[..<bracket], first: word[word.index(after: bracket)...])
                word = word[word.index(after: bracket)...]
            }
            let closes = word.reversed().prefix { $0 == ")" }.count
            segment(word.dropLast(closes))
            for _ in 0..<closes { nodes[open.removeLast()].end = nodes.count }
        }

        private mutating func begin(_ head: Substring, first: Substring) {
            let number = Int16(head.dropFirst().prefix { $0.isNumber }) ?? 0
            let rest = head.dropFirst().drop { $0.isNumber }
            let (isMandatory, most) = Reading.counts(rest)
            nodes.append(
                Node(
                    tag: EDITag(String(first.prefix(3))), isGroup: true, group: number, isMandatory: isMandatory,
                    most: most, parent: open.last ?? -1, end: 0))
            open.append(nodes.count - 1)
        }

        private mutating func segment(_ word: Substring) {
            let (isMandatory, most) = Reading.counts(word.dropFirst(3))
            let group = open.last.map { nodes[$0].group } ?? 0
            nodes.append(
                Node(
                    tag: EDITag(String(word.prefix(3))), isGroup: false, group: group, isMandatory: isMandatory,
                    most: most, parent: open.last ?? -1, end: nodes.count + 1))
        }

        private static func counts(_ rest: Substring) -> (isMandatory: Bool, most: Int) {
            let isMandatory = rest.first == "!"
            let number = (isMandatory ? rest.dropFirst() : rest).dropFirst()
            return (isMandatory, Int(number) ?? 1)
        }
    }
}
