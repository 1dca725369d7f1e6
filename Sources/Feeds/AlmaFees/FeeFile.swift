import Exchange
import Formats

/// What a file is, by its first and last bytes.
enum FeeFile {
    enum Kind { case fees, xml, other }

    static func kind(_ file: any StagedFile) throws(Fault) -> Kind {
        let head = try part(file, from: 0, 4096)
        if head.isEmpty { return .fees }
        let text = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        let words = String(decoding: text, as: UTF8.self)
        if text.first == UInt8(ascii: "<"), words.contains(FeeElements.namespace) { return .fees }
        return text.first == UInt8(ascii: "<") || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
            ? .xml : .other
    }

    /// Says that the file's root is closed, if it is.
    static func sayWhole(_ file: any StagedFile, _ report: Report) throws(Fault) {
        let tail = try part(file, from: max(0, file.size - 512), 512)
        let text = String(decoding: tail, as: UTF8.self)
        let end = text.reversed().drop { $0.isWhitespace }.prefix(14)
        if end.elementsEqual("xml-fragment>".reversed()) || end.starts(with: "xml-fragment>".reversed()) {
            report.isWhole(file.name, as: "the root element at its end")
        }
    }

    private static func part(_ file: any StagedFile, from offset: Int, _ count: Int) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, min(count, file.size - offset)))
        let filled = try bytes.fill(bytes.count, from: offset) { place, at throws(Fault) in
            try file.read(into: place, at: at)
        }
        return Array(bytes.prefix(filled))
    }
}
