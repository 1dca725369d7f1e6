/// Walks a message through the tree of its kind.
///
/// Each segment is looked for, in this order: further on, without leaving out what is mandatory; there, too, more often than
/// allowed; further back in the groups it stands in (an order that is not the standard's); further on, leaving out what is
/// mandatory. What is found nowhere keeps the walk where it is.
struct EDIWalk {
    typealias Node = EDIMessageSpec.Node

    private let spec: EDIMessageSpec
    private let nodes: UnsafeBufferPointer<Node>
    private let entries: UnsafeMutableBufferPointer<EDIStorage.Entry>
    /// How often each node has come in the group that is open.
    private let counts: UnsafeMutableBufferPointer<Int>
    /// The segment of the tree that came last; -1 before the first.
    private var at = -1
    private var remarks: [EDIRemark] = []

    /// Gives each segment of `storage` its group, and what there is to say of their order.
    static func walk(_ spec: EDIMessageSpec, _ storage: EDIStorage) -> [EDIRemark] {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: spec.nodes.count) { counts in
            counts.initialize(repeating: 0)
            return spec.nodes.withUnsafeBufferPointer { nodes in
                storage.content.entries.withUnsafeMutableBufferPointer { entries in
                    var walk = EDIWalk(spec, nodes, entries, counts)
                    for index in entries.indices { walk.step(index) }
                    return walk.remarks
                }
            }
        }
    }

    private init(
        _ spec: EDIMessageSpec, _ nodes: UnsafeBufferPointer<Node>,
        _ entries: UnsafeMutableBufferPointer<EDIStorage.Entry>, _ counts: UnsafeMutableBufferPointer<Int>
    ) {
        self.spec = spec
        self.nodes = nodes
        self.entries = entries
        self.counts = counts
    }

    private mutating func step(_ index: Int) {
        let tag = entries[index].tag
        if let found = forward(tag, mayRepeat: false, mayOmit: false) { return enter(found, index) }
        if let found = forward(tag, mayRepeat: true, mayOmit: false) {
            remarks.append(.repeated(index, most: nodes[isFirst(found) ? found - 1 : found].most))
            return enter(found, index)
        }
        if let found = backward(tag) {
            remarks.append(.order(index))
            if isFirst(found) { return enter(found, index) }
            entries[index].group = nodes[found].group
            return
        }
        if let found = forward(tag, mayRepeat: true, mayOmit: true) {
            omit(to: found, index)
            return enter(found, index)
        }
        if tag.isUsual { remarks.append(spec.tags.contains(tag) ? .order(index) : .foreign(index)) }
    }

    // MARK: Looking

    /// The segment of the tree that `tag` is, from here on.
    private func forward(_ tag: EDITag, mayRepeat: Bool, mayOmit: Bool) -> Int? {
        var child = max(at, 0)
        var scope = at < 0 ? -1 : nodes[at].parent
        while true {
            let end = scope < 0 ? nodes.count : nodes[scope].end
            while child < end {
                if nodes[child].tag == tag, mayRepeat || counts[child] < nodes[child].most {
                    return nodes[child].isGroup ? child + 1 : child
                }
                if nodes[child].isMandatory, counts[child] == 0, !mayOmit { return nil }
                child = nodes[child].end
            }
            guard scope >= 0 else { return nil }
            if nodes[scope].tag == tag, mayRepeat || counts[scope] < nodes[scope].most { return scope + 1 }
            child = nodes[scope].end
            scope = nodes[scope].parent
        }
    }

    /// In the groups that are open, before where the walk is; outside of groups, in the header and among the totals only.
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

    private mutating func enter(_ leaf: Int, _ index: Int) {
        entries[index].group = nodes[leaf].group
        if isFirst(leaf) {
            counts[leaf - 1] += 1
            for child in leaf..<nodes[leaf - 1].end { counts[child] = 0 }
        }
        counts[leaf] += 1
        at = leaf
    }

    /// Takes note of what lies mandatory between here and there.
    private mutating func omit(to leaf: Int, _ index: Int) {
        var child = max(at, 0)
        var scope = at < 0 ? -1 : nodes[at].parent
        while true {
            let end = scope < 0 ? nodes.count : nodes[scope].end
            while child < end, !(child..<nodes[child].end).contains(leaf) {
                if nodes[child].isMandatory, counts[child] == 0 { remarks.append(.missing(child, before: index)) }
                child = nodes[child].end
            }
            if child < end || scope < 0 || leaf == scope + 1 { return }
            child = nodes[scope].end
            scope = nodes[scope].parent
        }
    }
}
