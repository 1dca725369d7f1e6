import Formats
import Rules

/// The elements of an invoice as a tree, so that each element of a record is known by its parent and its name alone.
final class InvoiceSchema {
    /// What is done with an element: its meaning, without a name that would be counted up and down.
    enum Deed {
        case pass, note, address, rate, rateSum, rateCurrency
        case level(Int)
        case field(Int)
        case addressPart(InvoiceElements.AddressPart)
    }

    struct Step {
        let meaning: InvoiceElements.Meaning
        /// The field's place in the shape; -1 where it is none.
        let field: Int
        fileprivate(set) var children: [String: Int] = [:]
    }

    static let none = -1
    /// A child of additional charges that is none of the named ones: the list is open.
    static let charge = -2

    /// By step.
    private(set) var deeds: [Deed] = []
    private(set) var steps = [Step(meaning: .container, field: -1)]
    private let charges: Int
    /// By step and name: the child's step, or that there is none; filled as names are met.
    private var known: [Int16] = []
    private var names = 0
    private static let unknown: Int16 = .min

    init() {
        var places = ["": 0]
        for (path, meaning) in InvoiceElements.all {
            let parts = path.split(separator: "/")
            let parent = parts.dropLast().joined(separator: "/")
            guard let last = parts.last, let above = places[parent] ?? nil else {
                preconditionFailure("\(path) stands before what it is in")
            }
            places[path] = steps.count
            steps[above].children[String(last)] = steps.count
            steps.append(Step(meaning: meaning, field: InvoiceSchema.field(meaning)))
        }
        guard let charges = steps.firstIndex(where: { $0.meaning == .charges }) else {
            preconditionFailure("charges are in the table")
        }
        self.charges = charges
        deeds = steps.map { InvoiceSchema.deed($0) }
    }

    private static func deed(_ step: Step) -> Deed {
        switch step.meaning {
        case .container, .unwanted, .charges: .pass
        case .level(let level): .level(level)
        case .field: .field(step.field)
        case .note: .note
        case .address: .address
        case .addressPart(let part): .addressPart(part)
        case .rate: .rate
        case .rateSum: .rateSum
        case .rateCurrency: .rateCurrency
        }
    }

    private static func field(_ meaning: InvoiceElements.Meaning) -> Int {
        switch meaning {
        case .field(let name):
            guard let number = InvoiceShape.shape.number(name) else { preconditionFailure("\(name) is in the shape") }
            return number
        default: return -1
        }
    }

    /// The step of an element with that name (its number among `names`) in one of `parent`.
    func child(of parent: Int, _ name: Int, among names: XMLNames) -> Int {
        if parent < 0 { return InvoiceSchema.none }
        if names.count != self.names { grow(names.count) }
        let place = parent * self.names + name
        if known[place] == InvoiceSchema.unknown { known[place] = Int16(find(parent, names[name])) }
        return Int(known[place])
    }

    private func find(_ parent: Int, _ name: XMLName) -> Int {
        guard name.namespace == InvoiceElements.namespace else { return InvoiceSchema.none }
        return steps[parent].children[name.local] ?? (parent == charges ? InvoiceSchema.charge : InvoiceSchema.none)
    }

    private func grow(_ count: Int) {
        names = count
        known = Array(repeating: InvoiceSchema.unknown, count: steps.count * count)
    }
}
