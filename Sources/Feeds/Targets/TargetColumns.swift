import Exchange
import Rules

/// The values of a layout that are numbers, each with a number of its own: they are added up as they are written, and again
/// as they are read back. Values of one name in several kinds of lines are one column.
struct TargetColumns: Hashable, Sendable {
    /// What a control total is called.
    private(set) var names: [String] = []
    /// By the field's place in the profile.
    private var numbers: [String: Int] = [:]
    /// Of an XML or JSON layout: by the path of local names below the outermost record (`line/amount`).
    private(set) var paths: [String: (column: Int, style: NumberStyle)] = [:]

    private(set) var ofData: [Int] = []
    private(set) var ofControl: [Int] = []

    init(_ layout: Layout, _ shape: RecordShape) {
        for record in layout.records {
            for field in record.fields {
                add(field, shape, record.level, record.level == nil ? "\(field.name) (once in a file)" : field.name)
            }
        }
        for node in layout.document { add(node, shape, nil, path: nil) }
        ofData = Array(names.indices)
        for field in layout.control?.fields ?? [] { add(field, shape, nil, "\(field.name) (control file)") }
        ofControl = Array(names.indices.dropFirst(ofData.count))
    }

    subscript(field: LayoutField) -> Int? { numbers[field.key] }

    private mutating func add(_ field: LayoutField, _ shape: RecordShape, _ level: Int?, _ name: String) {
        guard field.isAmount(in: shape, level: level) else { return }
        if !names.contains(name) { names.append(name) }
        numbers[field.key] = names.firstIndex(of: name)
    }

    /// `path` is nil outside the outermost records: what stands there is read by nobody but the receiver.
    private mutating func add(_ node: LayoutNode, _ shape: RecordShape, _ around: Int?, path: String?) {
        let level = node.level ?? around
        let local = node.name.split(separator: ":").last.map(String.init) ?? node.name
        let inner: String? = node.level == 0 ? "" : path.map { $0.isEmpty ? local : "\($0)/\(local)" }
        switch node.content {
        case .nodes(let nodes): for node in nodes { add(node, shape, level, path: inner) }
        case .value(let field):
            guard let inner else { return }
            add(field, shape, level, inner.isEmpty ? local : inner)
            if let column = self[field] { paths[inner] = (column, field.number ?? .plain) }
        }
    }

    static func == (left: TargetColumns, right: TargetColumns) -> Bool { left.numbers == right.numbers }
    func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}
