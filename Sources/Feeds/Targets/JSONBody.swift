import Exchange
import Rules

/// JSON (RFC 8259) as a layout has it: a list for each level of records, an object for what has members.
final class JSONBody: TreeBody {
    override var between: [UInt8] { [0x2C] }

    /// The whole document is one list.
    private var isBare: Bool { document.count == 1 && document[0].node.level == 0 && document[0].name.isEmpty }

    override func begin(_ bytes: inout [UInt8]) { if !isBare { bytes.append(UInt8(ascii: "{")) } }
    override func end(_ bytes: inout [UInt8]) { if !isBare { bytes.append(UInt8(ascii: "}")) } }

    override func beginList(_ branch: TargetBranch, _ bytes: inout [UInt8]) {
        key(branch, &bytes)
        bytes.append(UInt8(ascii: "["))
    }

    override func endList(_ bytes: inout [UInt8]) { bytes.append(UInt8(ascii: "]")) }

    override func put(_ branch: TargetBranch, _ entry: Int?, isItem: Bool, _ bytes: inout [UInt8]) {
        guard let value = branch.value else {
            isItem ? comma(&bytes) : key(branch, &bytes)
            bytes.append(UInt8(ascii: "{"))
            putInner(branch, entry, &bytes)
            return bytes.append(UInt8(ascii: "}"))
        }
        let has = pen.make(value, entry)
        if !has, branch.node.blank == .leaveOut, !isItem { return }
        isItem ? comma(&bytes) : key(branch, &bytes)
        if !has {
            let isText = branch.node.blank == .empty && value.field.kind == .text
            return bytes.append(contentsOf: (isText ? "\"\"" : "null").utf8)
        }
        put(value, entry, &bytes)
    }

    private func put(_ value: TargetCell, _ entry: Int?, _ bytes: inout [UInt8]) {
        let start = bytes.count
        switch value.field.kind {
        case .text:
            bytes.append(0x22)
            JSONBody.escape(pen.text, &bytes)
            bytes.append(0x22)
        case .number: bytes.append(contentsOf: pen.text)
        case .boolean:
            let word = String(decoding: pen.text, as: UTF8.self)
            if Settings.boolean(word) == nil { pen.refuse(.targetNumber, value, entry, "is neither yes nor no") }
            bytes.append(contentsOf: (Settings.boolean(word) == true ? "true" : "false").utf8)
        }
        if value.field.isLate {
            let shift = value.field.kind == .text ? 1 : 0
            late.append(TargetLate(cell: value, place: start + shift..<start + shift + pen.text.count))
        }
    }

    private func key(_ branch: TargetBranch, _ bytes: inout [UInt8]) {
        if branch.name.isEmpty { return }
        comma(&bytes)
        bytes.append(0x22)
        JSONBody.escape(branch.name, &bytes)
        bytes.append(contentsOf: "\":".utf8)
    }

    /// Unless it is the first one in its object or list. A record's text begins anew, with its line end.
    private func comma(_ bytes: inout [UInt8]) {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != 0x0A else { return }
        if last == UInt8(ascii: ","), layout.lineEnd == .none { return }
        bytes.append(UInt8(ascii: ","))
    }

    /// RFC 8259, clause 7.
    static func escape(_ text: [UInt8], _ bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0x22: bytes.append(contentsOf: "\\\"".utf8)
            case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
