import Exchange
import Rules

/// What a layout asks for beside the records: sums over a file, numbers of sequences.
enum TargetNeeds {
    static func of(_ layout: Layout) -> (totals: Set<TargetTotal>, sequences: Set<String>) {
        var totals: Set<TargetTotal> = []
        var sequences: Set<String> = []
        func look(_ field: LayoutField) {
            if case .total(let field, let amounts) = field.source {
                totals.insert(TargetTotal(field: field, amounts: amounts))
            }
            if case .join(let fields) = field.source { fields.forEach(look) }
            if case .sequence(let name) = field.source { sequences.insert(name) }
        }
        func look(_ node: LayoutNode) {
            node.fields.forEach(look)
            if case .nodes(let inner) = node.content { inner.forEach(look) }
        }
        for record in layout.records { record.fields.forEach(look) }
        layout.control?.fields.forEach(look)
        layout.document.forEach(look)
        return (totals, sequences)
    }
}
