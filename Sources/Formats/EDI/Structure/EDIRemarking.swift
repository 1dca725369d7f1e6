import Exchange

/// Makes findings of what a walk found.
struct EDIRemarking {
    let message: EDIMessage
    let spec: EDIMessageSpec
    let voice: EDIVoice
    let report: Report

    func tell(_ remark: EDIRemark) {
        switch remark {
        case .order(let index): tellOrder(index)
        case .foreign(let index):
            voice.say(
                .ediSegmentForeign, message[index].position(), report,
                "\(spec.name) has no segment \(message.tag(index)).")
        case .repeated(let index, let most):
            voice.say(
                .ediSegmentRepeated, message[index].position(), report,
                "\(message.tag(index)) comes more than \(counted(most, "time")) here.")
        case .missing(let node, let before): tellMissing(node, before)
        }
    }

    private func tellOrder(_ index: Int) {
        let before = index > 0 ? " behind \(message.tag(index - 1))" : ""
        voice.say(
            .ediSegmentOrder, message[index].position(), report,
            "\(message.tag(index)) stands\(before), where \(spec.name) has it in another place.")
    }

    /// What is missing in its place may stand in another one of the same section.
    private func tellMissing(_ node: Int, _ before: Int) {
        let tag = spec.nodes[node].tag
        if spec.nodes[node].parent < 0, let other = section(of: node).first(where: { message.tag($0) == tag }) {
            return tellOrder(other)
        }
        voice.say(
            .ediSegmentMissing, message[before].position(path: "\(tag)"), report,
            "\(spec.name) needs a segment \(tag)\(role(tag, node)), and there is none before \(message.tag(before)).")
    }

    private func role(_ tag: EDITag, _ node: Int) -> String {
        if tag == "BGM" { return " (which says what document it is)" }
        if tag == "DTM", node < spec.detail { return " (the document's date)" }
        if tag == "UNS" { return " (which divides lines from totals)" }
        return tag == "MOA" && node > spec.summary ? " (the total) behind the lines" : ""
    }

    /// The segments of the message that stand in the node's section: header, lines, totals.
    private func section(of node: Int) -> Range<Int> {
        let lines = message.indices.first {
            spec.detail < spec.nodes.count && message.tag($0) == spec.nodes[spec.detail].tag
        }
        let totals = message.indices.first { message.tag($0) == "UNS" } ?? message.count
        if node < spec.detail { return 0..<(lines ?? totals) }
        if node == spec.summary { return message.indices }
        return node > spec.summary ? totals..<message.count : min(lines ?? 0, totals)..<totals
    }
}
