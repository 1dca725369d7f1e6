import Exchange
import Rules

/// What a layout asks for beside the records: sums over a file, numbers of sequences. A total within a record is of that
/// record alone.
enum TargetNeeds {
    static func of(_ layout: Layout) -> (totals: Set<TargetTotal>, sequences: Set<String>) {
        var totals: Set<TargetTotal> = []
        var sequences: Set<String> = []
        func look(_ field: LayoutField, isOnce: Bool) {
            if isOnce, case .total(let field, let amounts) = field.source {
                totals.insert(TargetTotal(field: field, amounts: amounts))
            }
            if case .join(let fields) = field.source { for field in fields { look(field, isOnce: isOnce) } }
            if case .sequence(let name) = field.source { sequences.insert(name) }
        }
        func look(_ node: LayoutNode, isOnce: Bool) {
            let isOnce = isOnce && node.level == nil
            for field in node.fields { look(field, isOnce: isOnce) }
            if case .nodes(let inner) = node.content { for node in inner { look(node, isOnce: isOnce) } }
        }
        for record in layout.records {
            for field in record.fields { look(field, isOnce: record.level == nil) }
        }
        for field in layout.control?.fields ?? [] { look(field, isOnce: true) }
        for node in layout.document { look(node, isOnce: true) }
        return (totals, sequences)
    }
}
