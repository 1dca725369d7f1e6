import ConformanceKit
import Exchange
import Feeds
import Machine
import Testing

@Suite struct `Files that are no invoices, or hostile` {
    private let sound = InvoiceText.file([InvoiceText()])

    private func fault(_ file: any StagedFile) throws -> Fault? {
        let feed = try ERPInvoicesFeed.reading([:])
        let report = Report()
        do throws(Fault) {
            try feed.inspect(file, report: report)
            _ = try feed.convert(
                [file], facts: Converted.facts, into: MemoryOutbox(), notebook: EmptyNotebook(), outside: nil,
                report: report)
        } catch { return error }
        return nil
    }

    private func code(_ text: String) throws -> String? { try fault(GivenFile("invoices.xml", text))?.code.name }

    @Test func `a file that is cut off is waited for`() throws {
        for count in [10, 100, 400, sound.utf8.count - 20] {
            let fault = try #require(try fault(GivenFile("i.xml", Array(sound.utf8.prefix(count)))))
            #expect(["xml.cut", "invoice.root"].contains(fault.code.name), "\(count): \(fault)")
            if count > 200 { #expect(fault.disposition == .retry(after: 60)) }
        }
        #expect(try code("") == "xml.cut")
    }

    @Test func `another namespace, or none, is another format`() throws {
        let payment = InvoiceText.file([InvoiceText()], namespace: "http://com/exlibris/repository/acq/xmlbeans")
        #expect(try code(payment) == "invoice.root")
        #expect(try code(InvoiceText.file([InvoiceText()], namespace: "")) == "invoice.root")
        #expect(try code("<users><user/></users>") == "invoice.root")
    }

    @Test func `prefixes mean nothing`() throws {
        let text =
            sound.replacing("xmlns=", with: "xmlns:p=").replacing("<", with: "<p:").replacing("<p:/", with: "</p:")
            .replacing("<p:?", with: "<?")
        let trial = try InvoiceTrial([GivenFile("invoices.xml", text)])
        #expect(trial.counts == [1, 1, 0, 0])
        let again = try InvoiceTrial([GivenFile("invoices.xml", text)], entries: trial.notebook.own.map(other))
        #expect(again.rejects == [text])
    }

    private func other(_ entry: RegisterEntry) -> RegisterEntry {
        var entry = entry
        entry.run = "26-0001"
        return entry
    }

    @Test func `a document type is refused`() throws {
        let text = sound.replacing("<payment_data", with: "<!DOCTYPE a [<!ENTITY b \"c\">]><payment_data")
        #expect(try code(text) == "xml.doctype")
    }

    @Test func `another encoding is refused`() throws {
        #expect(try code(sound.replacing("UTF-8", with: "ISO-8859-1")) == "invoice.encoding")
    }

    @Test func `wrong tags refuse the file, for nobody knows where an invoice ends`() throws {
        #expect(try code(sound.replacing("</vendor_code>", with: "</vendor_kode>")) == "xml.illformed")
        #expect(try code(sound.replacing("Imaginary Vendor", with: "Books & Co")) == "xml.illformed")
    }

    @Test func `a wrong character rejects its invoice alone`() throws {
        var second = InvoiceText()
        second.id = "2"
        second.number = "B\u{1}"
        let trial = try InvoiceTrial([InvoiceText(), second])
        #expect(trial.counts == [2, 1, 1, 0])
        #expect(trial.findings.contains("error invoice.character -"))
    }

    @Test func `an attribute of a gigabyte is refused while it streams`() throws {
        let fault = try #require(try fault(EndlessFile()))
        #expect(fault.code.name == "xml.large")
    }

    @Test func `any damage gives an opinion and no crash`() throws {
        var numbers = SeededNumbers(seed: 417)
        let bytes = Array(sound.utf8)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let place = Int.random(in: 0..<damaged.count, using: &numbers)
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: damaged[place] = UInt8.random(in: 0...255, using: &numbers)
                case 1: damaged.remove(at: place)
                default: damaged.insert(damaged[Int.random(in: 0..<damaged.count, using: &numbers)], at: place)
                }
            }
            _ = try fault(GivenFile("damaged.xml", damaged))
        }
    }
}

/// A start tag with an attribute of a gigabyte, of which no byte is kept.
private struct EndlessFile: StagedFile {
    private static let head = Array("<payment_data xmlns=\"\(InvoiceText.namespace)\"><invoice a=\"".utf8)
    private static let tail = Array("\"/></payment_data>".utf8)
    private static let middle = 1 << 30
    let name = "endless.xml"
    var size: Int { EndlessFile.head.count + EndlessFile.middle + EndlessFile.tail.count }
    let digest = SHA256.digest(of: [])

    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        if try lend(EndlessFile.head, body) == .enough { return }
        let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<1024 where try lend(chunk, body) == .enough { return }
        _ = try lend(EndlessFile.tail, body)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        let tail = EndlessFile.tail.suffix(size - offset)
        let filled = max(0, min(buffer.count, size - offset))
        for index in 0..<filled { buffer[index] = 0x61 }
        for (index, byte) in tail.enumerated() where filled - tail.count + index >= 0 {
            buffer[filled - tail.count + index] = byte
        }
        return filled
    }

    private func lend(_ bytes: [UInt8], _ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) -> Demand {
        try bytes.withUnsafeBufferPointer { bytes throws(Fault) in try body(UnsafeRawBufferPointer(bytes).bytes) }
    }
}
