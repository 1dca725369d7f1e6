import Exchange
import Formats

/// One file of Alma's export, whatever it is called.
struct InvoiceFile {
    /// An invoice may have thousands of lines.
    static let bounds: XMLBounds = {
        var bounds = XMLBounds()
        bounds.elements = 2_000_000
        bounds.text = 64 << 20
        return bounds
    }()

    let file: any StagedFile

    init(_ file: any StagedFile) { self.file = file }

    var isRecognised: Bool {
        get throws(Fault) {
            let head = String(decoding: try bytes(from: 0, 4096), as: UTF8.self)
            return head.contains(InvoiceElements.namespace) && head.contains(InvoiceElements.root)
        }
    }

    /// Its beginning says what it is, its end that it is whole.
    func inspect(_ report: Report) throws(Fault) {
        let name = PlacePath.readable(file.name)
        if file.size == 0 { throw Fault(.xmlCut, .reject, "\(name) is empty: it has no byte at all.") }
        do throws(Fault) { try checkRoot() } catch { throw error.about(file) }
        let tail = try bytes(from: max(0, file.size - 4096), 4096)
        let text = String(decoding: tail, as: UTF8.self)
        guard InvoiceFile.endsWell(text) else {
            throw Fault(
                .xmlCut, .retry(after: 60), "\(name) does not end with the end of 'payment_data'.",
                context: ["file": file.name])
        }
        report.isWhole(file.name, as: "the root element's end")
    }

    /// The last end tag is the root's, or there is none at all.
    private static func endsWell(_ tail: String) -> Bool {
        let tags = tail.split(separator: "</", omittingEmptySubsequences: false)
        guard let last = tags.last, tags.count > 1 else { return tail.contains("/>") }
        let name = last.prefix { $0 != ">" }
        return name.count < last.count && name.split(separator: ":").last?.filter { !$0.isWhitespace } == "payment_data"
    }

    private func checkRoot() throws(Fault) {
        var reading = try XMLReading(InvoiceElements.record, bounds: InvoiceFile.bounds)
        let scratch = Report(keptPerRule: 1)
        var isOver = false
        try file.eachChunk { chunk throws(Fault) in
            let demand = try reading.read(chunk, report: scratch) { _, _ throws(Fault) in .enough }
            isOver = demand == .enough || reading.root != nil
            return isOver ? .enough : .more
        }
        if !isOver {
            do throws(Fault) { try reading.finish(report: scratch) { _, _ throws(Fault) in .enough } } catch {
                // A small file that is cut off shows its root no earlier.
                if error.code != .xmlCut || reading.root == nil { throw error }
            }
        }
        try InvoiceFile.demand(reading)
    }

    /// Faults unless what was read is an export of invoices in UTF-8.
    static func demand(_ reading: XMLReading) throws(Fault) {
        if let encoding = reading.foreignEncoding {
            throw Fault(
                .invoiceEncoding, .reject,
                "The file says it is written in '\(PlacePath.readable(encoding))', not UTF-8.")
        }
        guard let root = reading.root else { throw Fault(.xmlCut, .reject, "The file has no XML element in it.") }
        let context = ["line": "\(root.line)", "byte": "\(root.byte)"]
        if root.name.local != InvoiceElements.root {
            throw Fault(
                .invoiceRoot, .reject,
                "The root is '\(PlacePath.readable(root.name.local))', and Alma's export has 'payment_data'.",
                context: context)
        }
        if root.name.namespace != InvoiceElements.namespace {
            let found = root.name.namespace.isEmpty ? "none" : "'\(PlacePath.readable(root.name.namespace))'"
            throw Fault(
                .invoiceRoot, .reject,
                "The namespace of the root is \(found), and Alma's export has '\(InvoiceElements.namespace)'.",
                context: context)
        }
    }

    private func bytes(from start: Int, _ count: Int) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try bytes.fill(count, from: start) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        return Array(bytes.prefix(filled))
    }
}
