import Exchange
import Rules

/// A node of an XML or JSON layout, ready to be written many times.
final class TargetBranch {
    let node: LayoutNode
    let test: CompiledCondition?
    let attributes: [TargetCell]
    let value: TargetCell?
    let inner: [TargetBranch]
    let name: [UInt8]

    init(_ node: LayoutNode, _ plan: TargetPlan) {
        self.node = node
        name = Array(node.name.utf8)
        test = node.when.map { $0.compiled(plan.shape.number) }
        attributes = node.attributes.map { TargetCell($0, plan) }
        switch node.content {
        case .value(let field):
            value = TargetCell(field, plan)
            inner = []
        case .nodes(let nodes):
            value = nil
            inner = nodes.map { TargetBranch($0, plan) }
        }
    }

    /// The one that is written for each outermost record.
    var outermost: TargetBranch? {
        if node.level == 0 { return self }
        return inner.lazy.compactMap(\.outermost).first
    }
}
