import Exchange
import Rules

/// XML 1.0 as a layout has it. Letters the encoding lacks have been refused or rewritten before; what is markup is escaped.
final class XMLBody: TreeBody {
    private var isRoot = false

    override func begin(_ bytes: inout [UInt8]) {
        let encoding = layout.letters.encoding == .ascii ? "US-ASCII" : layout.letters.encoding.rawValue.uppercased()
        bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n".utf8)
        isRoot = true
    }

    override func put(_ branch: TargetBranch, _ entry: Int?, isItem: Bool, _ bytes: inout [UInt8]) {
        guard let value = branch.value else {
            open(branch, entry, isBlank: false, &bytes)
            putInner(branch, entry, &bytes)
            return close(branch, &bytes)
        }
        let has = pen.make(value, entry)
        let text = pen.text
        if !has, branch.node.blank == .leaveOut, branch.attributes.isEmpty { return }
        open(branch, entry, isBlank: !has, &bytes)
        if has { XMLBody.escape(text, inAttribute: false, &bytes) }
        if value.field.isLate {
            late.append(TargetLate(cell: value, place: bytes.count - text.count..<bytes.count))
        }
        close(branch, &bytes)
    }

    private func open(_ branch: TargetBranch, _ entry: Int?, isBlank: Bool, _ bytes: inout [UInt8]) {
        bytes.append(0x3C)
        bytes.append(contentsOf: branch.name)
        if isRoot { declare(&bytes) }
        isRoot = false
        for cell in branch.attributes {
            guard pen.make(cell, entry) || branch.node.blank == .empty else { continue }
            bytes.append(0x20)
            bytes.append(contentsOf: cell.field.name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            XMLBody.escape(pen.text, inAttribute: true, &bytes)
            if cell.field.isLate {
                late.append(TargetLate(cell: cell, place: bytes.count - pen.text.count..<bytes.count))
            }
            bytes.append(0x22)
        }
        if isBlank, branch.node.blank == .null { bytes.append(contentsOf: " xsi:nil=\"true\"".utf8) }
        bytes.append(0x3E)
    }

    private func close(_ branch: TargetBranch, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: branch.name)
        bytes.append(0x3E)
    }

    /// Namespaces in XML 1.0, clause 3.
    private func declare(_ bytes: inout [UInt8]) {
        var all = layout.namespaces.map { ($0.prefix, $0.name) }
        if usesNil, !all.contains(where: { $0.0 == "xsi" }) {
            all.append(("xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        }
        for (prefix, name) in all {
            bytes.append(contentsOf: (prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"").utf8)
            XMLBody.escape(Array(name.utf8), inAttribute: true, &bytes)
            bytes.append(0x22)
        }
    }

    private lazy var usesNil: Bool = {
        func uses(_ branch: TargetBranch) -> Bool {
            branch.value != nil && branch.node.blank == .null || branch.inner.contains(where: uses)
        }
        return document.contains(where: uses)
    }()

    /// XML 1.0, clauses 2.4 (markup), 2.11 (line ends) and 3.3.3 (white space in attributes).
    static func escape(_ text: [UInt8], inAttribute: Bool, _ bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
            case 0x22 where inAttribute: bytes.append(contentsOf: "&quot;".utf8)
            case 0x09 where inAttribute: bytes.append(contentsOf: "&#9;".utf8)
            case 0x0A where inAttribute: bytes.append(contentsOf: "&#10;".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
