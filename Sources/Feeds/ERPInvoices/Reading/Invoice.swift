import Exchange
import Formats
import Rules

/// One invoice of an export, as it stands there: which element has which field, of the invoice, of each line and of each
/// line's funds. Lent with its record, and used again for the next one.
final class Invoice {
    /// One line or one fund: its element, and where its fields begin in `texts`.
    struct Part {
        let element: Int
        let first: Int
        /// Of a fund: the line it pays, by its place among the lines.
        let line: Int
    }

    private(set) var record: XMLRecord
    /// The record's own, taken out once: each look through it would be counted up and down.
    private var elements: [XMLRecord.Element] = []
    private(set) var text: [UInt8] = []
    private(set) var lines: [Part] = []
    private(set) var funds: [Part] = []
    /// The funds of each line, which stand together.
    private(set) var paid: [Range<Int>] = []
    private(set) var notes: [Int] = []
    private(set) var addresses: [InvoiceAddress] = []
    /// Charges without a field of their own: the element that names one, and the one with its amount.
    private(set) var charges: [(name: Int, amount: Int)] = []
    private(set) var rates: [(currency: Int, sum: Int)] = []
    /// Elements nobody knows, outermost only.
    private(set) var unknown: [Int] = []
    /// Elements that stand twice with different texts.
    private(set) var twice: [Int] = []

    let schema: InvoiceSchema
    /// The element of each field: of the invoice, then of every line and every fund as they come; -1 where there is none.
    private var texts: [Int32] = []
    private var steps: [Int] = []

    init(_ record: XMLRecord, _ schema: InvoiceSchema) {
        self.record = record
        self.schema = schema
    }

    static let starts = [
        0, InvoiceShape.shape.fields(upTo: InvoiceShape.invoice).count,
        InvoiceShape.shape.fields(upTo: InvoiceShape.line).count, InvoiceShape.shape.fields.count,
    ]

    static func place(_ name: String) -> Int {
        guard let place = InvoiceShape.shape.number(name) else { preconditionFailure("\(name) is in the shape") }
        return place
    }

    /// Takes the fields of another record, whose own element is an invoice.
    func read(_ record: XMLRecord) {
        self.record = record
        elements = record.elements
        text = record.bytes
        clear()
        add(InvoiceShape.invoice)
        let names = record.names
        for index in elements.indices.dropFirst() { take(index, names) }
    }

    /// The record is over: its memory is its own again.
    func release() {
        elements = []
        text = []
    }

    private func clear() {
        texts.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
        steps.append(0)
        lines.removeAll(keepingCapacity: true)
        funds.removeAll(keepingCapacity: true)
        paid.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        addresses.removeAll(keepingCapacity: true)
        charges.removeAll(keepingCapacity: true)
        rates.removeAll(keepingCapacity: true)
        unknown.removeAll(keepingCapacity: true)
        twice.removeAll(keepingCapacity: true)
    }

    private func add(_ level: Int) {
        texts.append(contentsOf: repeatElement(-1, count: Invoice.starts[level + 1] - Invoice.starts[level]))
    }

    private func take(_ index: Int, _ names: XMLNames) {
        let above = steps[elements[index].parent]
        let step = schema.child(of: above, elements[index].name, among: names)
        steps.append(step)
        guard step >= 0 else { return takeOther(index, step, above) }
        switch schema.deeds[step] {
        case .pass: break
        case .level(let level): begin(level, index)
        case .field(let field): set(field, index)
        case .note: notes.append(index)
        case .address: addresses.append(InvoiceAddress(preferred: isPreferred(index)))
        case .addressPart(let part):
            if !addresses.isEmpty { addresses[addresses.count - 1].take(part, index, record) }
        case .rate: rates.append((-1, -1))
        case .rateSum: if !rates.isEmpty { rates[rates.count - 1].sum = index }
        case .rateCurrency: if !rates.isEmpty { rates[rates.count - 1].currency = index }
        }
    }

    private func takeOther(_ index: Int, _ step: Int, _ above: Int) {
        if step == InvoiceSchema.charge { return charges.append((index, index)) }
        // An amount with its currency beside it, as elsewhere in the file.
        if above == InvoiceSchema.charge {
            if record.name(index).local == "sum" {
                charges[charges.count - 1].amount = index
                return
            }
            if record.name(index).local == "currency" { return }
        }
        if above >= 0 || above == InvoiceSchema.charge { unknown.append(index) }
    }

    private func begin(_ level: Int, _ index: Int) {
        let line = level == InvoiceShape.fund ? lines.count - 1 : lines.count
        let part = Part(element: index, first: texts.count, line: line)
        if level == InvoiceShape.line {
            lines.append(part)
            paid.append(funds.count..<funds.count)
        } else {
            funds.append(part)
            paid[line] = paid[line].lowerBound..<funds.count
        }
        add(level)
    }

    private func isPreferred(_ index: Int) -> Bool {
        record.elements[index].attributes.contains { number in
            let attribute = record.attributes[number]
            return record.names[attribute.name].local == "preferred" && record.text(attribute.text) == "true"
        }
    }

    /// Fields of a line follow those of the line begun last, and so with funds.
    private func set(_ field: Int, _ index: Int) {
        let level = field < Invoice.starts[1] ? 0 : field < Invoice.starts[2] ? 1 : 2
        let first = level == 0 ? 0 : level == 1 ? lines[lines.count - 1].first : funds[funds.count - 1].first
        let place = first + field - Invoice.starts[level]
        let before = Int(texts[place])
        if before >= 0 {
            let (old, new) = (trimmed(before), trimmed(index))
            if new.isEmpty { return }
            if !old.isEmpty, text[old] != text[new] { return twice.append(index) }
        }
        texts[place] = Int32(index)
    }
}

extension Invoice {
    func trimmed(_ element: Int) -> Range<Int> {
        let range = elements[element].text
        return text.withUnsafeBufferPointer { text in
            var (start, end) = (range.lowerBound, range.upperBound)
            while start < end, Invoice.isSpace(text[start]) { start += 1 }
            while end > start, Invoice.isSpace(text[end - 1]) { end -= 1 }
            return start..<end
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Lends the text without blanks around it.
    @inline(__always)
    func withBytes<Value>(_ element: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        let range = element < 0 ? 0..<0 : trimmed(element)
        return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// The element of a field of the invoice; -1 where it has none.
    func element(_ field: Int) -> Int { Int(texts[field]) }

    /// The same of a line's or a fund's field.
    func element(_ field: Int, of part: Part, _ level: Int) -> Int {
        Int(texts[part.first + field - Invoice.starts[level]])
    }

    /// The text without blanks around it; empty where there is no such element.
    func bytes(_ element: Int) -> ArraySlice<UInt8> { element < 0 ? [] : text[trimmed(element)] }
    func text(_ element: Int) -> String { String(decoding: bytes(element), as: UTF8.self) }
}
