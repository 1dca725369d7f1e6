import Formats
import Rules

/// Where each field stands in Alma's XML, as places among the containers of an invoice: what is read from rows is put
/// together as an invoice of the export, so that one set of checks holds for both.
struct InvoicePaths {
    struct Container {
        /// The number of its name.
        let name: Int
        /// The container around it; -1 for the invoice.
        let parent: Int
        /// The level whose records it belongs to, or begins.
        let level: Int
    }

    struct Leaf {
        let name: Int
        let parent: Int
    }

    private(set) var containers: [Container] = []
    /// By field; nil where no element has it.
    private(set) var leaves: [Leaf?] = InvoiceShape.shape.fields.map { _ in nil }
    let root: Int
    private var places: [String: Int] = [:]

    init(_ composed: XMLComposed) {
        root = composed.number(InvoicePaths.name(InvoiceElements.record))
        for (path, meaning) in InvoiceElements.all {
            let (parent, last) = InvoicePaths.split(path)
            let above = parent.isEmpty ? -1 : places[parent] ?? -1
            if let field = InvoicePaths.field(meaning) {
                let name = composed.number(InvoicePaths.name(last))
                leaves[Invoice.place(field)] = Leaf(name: name, parent: above)
                continue
            }
            var level = above < 0 ? 0 : containers[above].level
            if case .level(let begun) = meaning { level = begun }
            places[path] = containers.count
            containers.append(Container(name: composed.number(InvoicePaths.name(last)), parent: above, level: level))
        }
    }

    /// Whether an element has the field: others are counted or derived.
    static func has(_ field: String) -> Bool { all.contains(field) }

    private static let all = Set(InvoiceElements.all.compactMap { field($0.meaning) })

    private static func field(_ meaning: InvoiceElements.Meaning) -> String? {
        switch meaning {
        case .field(let name): name
        case .addressPart(let part): part.field
        case .note: "notes"
        default: nil
        }
    }

    private static func name(_ local: String) -> XMLName { XMLName(local, in: InvoiceElements.namespace) }

    private static func split(_ path: String) -> (parent: String, last: String) {
        let parts = path.split(separator: "/")
        return (parts.dropLast().joined(separator: "/"), parts.last.map(String.init) ?? "")
    }
}
