import Exchange

/// Walks a message through the tree of its kind.
///
/// Each segment is looked for, in this order: further on, without leaving out what is mandatory; there, too, more often than
/// allowed; further back in the groups it stands in (an order that is not the standard's); further on, leaving out what is
/// mandatory. What is found nowhere keeps the walk where it is.
final class EDIWalk {
    private let spec: EDIMessageSpec
    private let nodes: [EDIMessageSpec.Node]
    /// How often each node has come in the group that is open.
    private var counts: [Int]
    /// The segment of the tree that came last; -1 before the first.
    private var at = -1
    /// Mandatory nodes that were left out.
    private var missing: [(node: Int, before: Int)] = []

    init(_ spec: EDIMessageSpec) {
        self.spec = spec
        nodes = spec.nodes
        counts = [Int](repeating: 0, count: spec.nodes.count)
    }

    func check(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        for index in counts.indices { counts[index] = 0 }
        at = -1
        missing = []
        for index in message.indices { step(message, index, voice, report) }
        for (node, before) in missing { tellMissing(message, node, before, voice, report) }
    }

    private func step(_ message: EDIMessage, _ index: Int, _ voice: EDIVoice, _ report: Report) {
        let tag = message.tag(index)
        if let found = forward(tag, mayRepeat: false, mayOmit: false) {
            return enter(found, message, index)
        }
        if let found = forward(tag, mayRepeat: true, mayOmit: false) {
            enter(found, message, index)
            let most = nodes[isFirst(found) ? found - 1 : found].most
            return voice.say(
                .ediSegmentRepeated, message[index].position(), report,
                "\(tag) comes more than \(counted(most, "time")) here.")
        }
        if let found = backward(tag) {
            if isFirst(found) {
                enter(found, message, index)
            } else {
                message.storage.entries[index].group = nodes[found].group
            }
            return tellOrder(message, index, voice, report)
        }
        if let found = forward(tag, mayRepeat: true, mayOmit: true) {
            omit(to: found, index)
            return enter(found, message, index)
        }
        if spec.tags.contains(tag) { return tellOrder(message, index, voice, report) }
        guard tag.isUsual else { return }
        voice.say(
            .ediSegmentForeign, message[index].position(), report, "\(spec.name) has no segment \(tag).")
    }

    // MARK: Looking

    /// The segment of the tree that `tag` is, from here on.
    private func forward(_ tag: EDITag, mayRepeat: Bool, mayOmit: Bool) -> Int? {
        nodes.withUnsafeBufferPointer { nodes in
            counts.withUnsafeBufferPointer { counts in
                var child = max(at, 0)
                var scope = at < 0 ? -1 : nodes[at].parent
                while true {
                    let end = scope < 0 ? nodes.count : nodes[scope].end
                    while child < end {
                        let node = nodes[child]
                        if node.tag == tag, mayRepeat || counts[child] < node.most {
                            return node.isGroup ? child + 1 : child
                        }
                        if node.isMandatory, counts[child] == 0, !mayOmit { return nil }
                        child = node.end
                    }
                    guard scope >= 0 else { return nil }
                    let group = nodes[scope]
                    if group.tag == tag, mayRepeat || counts[scope] < group.most { return scope + 1 }
                    child = group.end
                    scope = group.parent
                }
            }
        }
    }

    /// In the groups that are open, before where the walk is; outside of groups, in the header only.
    private func backward(_ tag: EDITag) -> Int? {
        guard at >= 0 else { return nil }
        var scope = nodes[at].parent
        while true {
            if scope < 0, at > spec.detail, at < spec.summary { return nil }
            var child = scope + 1
            if scope < 0, at > spec.summary { child = spec.summary + 1 }
            while child < at {
                if nodes[child].tag == tag, child != scope + 1 || scope < 0 {
                    return nodes[child].isGroup ? child + 1 : child
                }
                child = nodes[child].end
            }
            guard scope >= 0 else { return nil }
            scope = nodes[scope].parent
        }
    }

    /// Whether it begins the group it stands in.
    private func isFirst(_ leaf: Int) -> Bool { leaf > 0 && nodes[leaf].parent == leaf - 1 }

    // MARK: Going

    private func enter(_ leaf: Int, _ message: EDIMessage, _ index: Int) {
        let node = nodes[leaf]
        message.storage.entries[index].group = node.group
        if isFirst(leaf) {
            counts[node.parent] += 1
            for child in leaf..<nodes[node.parent].end { counts[child] = 0 }
        }
        counts[leaf] += 1
        at = leaf
    }

    /// Takes note of what lies mandatory between here and there.
    private func omit(to leaf: Int, _ index: Int) {
        var child = max(at, 0)
        var scope = at < 0 ? -1 : nodes[at].parent
        while true {
            let end = scope < 0 ? nodes.count : nodes[scope].end
            while child < end, !(child...nodes[child].end - 1).contains(leaf) {
                if nodes[child].isMandatory, counts[child] == 0, missing.count < 50 { missing.append((child, index)) }
                child = nodes[child].end
            }
            if child < end || scope < 0 || leaf == scope + 1 { return }
            child = nodes[scope].end
            scope = nodes[scope].parent
        }
    }

    // MARK: Saying

    private func tellOrder(_ message: EDIMessage, _ index: Int, _ voice: EDIVoice, _ report: Report) {
        let before = index > 0 ? " behind \(message.tag(index - 1))" : ""
        voice.say(
            .ediSegmentOrder, message[index].position(), report,
            "\(message.tag(index)) stands\(before), where \(spec.name) has it in another place.")
    }

    /// What is missing in its place may stand in another one of the same section.
    private func tellMissing(
        _ message: EDIMessage, _ node: Int, _ before: Int, _ voice: EDIVoice, _ report: Report
    ) {
        let tag = nodes[node].tag
        let place = message[before].position(path: "\(tag)")
        if nodes[node].parent < 0, let other = section(of: node, message).first(where: { message.tag($0) == tag }) {
            return voice.say(
                .ediSegmentOrder, message[other].position(), report,
                "\(tag) stands behind \(message.tag(max(0, other - 1))), where \(spec.name) has it in another place.")
        }
        voice.say(
            .ediSegmentMissing, place, report,
            "\(spec.name) needs a segment \(tag)\(EDIWalk.role(tag, node, spec)), and there is none before \(message.tag(before)).")
    }

    private static func role(_ tag: EDITag, _ node: Int, _ spec: EDIMessageSpec) -> String {
        switch tag {
        case "BGM": " (which says what document it is)"
        case "DTM" where node < spec.detail: " (the document's date)"
        case "UNS": " (which divides lines from totals)"
        case "MOA" where node > spec.summary: " (the total) behind the lines"
        default: ""
        }
    }

    /// The segments of the message that stand in the node's section: header, lines, totals.
    private func section(of node: Int, _ message: EDIMessage) -> Range<Int> {
        let lines = message.indices.first { spec.detail < nodes.count && message.tag($0) == nodes[spec.detail].tag }
        let totals = message.indices.first { message.tag($0) == "UNS" }
        if node < spec.detail { return 0..<(lines ?? totals ?? message.count) }
        if node == spec.summary { return 0..<message.count }
        return node > spec.summary ? (totals ?? message.count)..<message.count : (lines ?? 0)..<(totals ?? message.count)
    }
}
