import Exchange
import Rules

/// Reads JSON back: the objects of the list of records, and the sums of their numbers. It believes nothing but what it sees:
/// brackets that close what was opened, texts that end.
final class JSONCheck {
    private struct Frame {
        let isList: Bool
        /// From the outermost value, keys with `/` between them.
        let path: String
    }

    private let plan: TargetPlan
    private let records: String
    private var findings: TargetFindings
    private var open: [Frame] = []
    private var key: String?
    private var token: [UInt8] = []
    private var isText = false
    private var isEscaped = false
    private var wasText = false
    private var line = 1
    private var isBegun = false

    init(_ plan: TargetPlan) {
        self.plan = plan
        findings = TargetFindings(plan)
        findings.records = 0
        records = JSONCheck.path(plan.layout.document) ?? ""
    }

    func read(_ file: any StagedFile) throws(Fault) -> TargetFindings {
        try file.eachChunk { chunk throws(Fault) in
            var bytes: [UInt8] = []
            chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
            for byte in bytes { try self.take(byte, file) }
            return .more
        }
        guard open.isEmpty, !isText, isBegun else { throw TargetFindings.broken(file, line, "is not whole") }
        return findings
    }

    private func take(_ byte: UInt8, _ file: any StagedFile) throws(Fault) {
        if isText {
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x22 {
                isText = false
                return
            }
            return token.append(byte)
        }
        switch byte {
        case 0x22:
            token = []
            (isText, wasText) = (true, true)
        case UInt8(ascii: ":"):
            key = String(decoding: token, as: UTF8.self)
            (token, wasText) = ([], false)
        case UInt8(ascii: "{"), UInt8(ascii: "["): enter(isList: byte == UInt8(ascii: "["))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            try value(file)
            guard let last = open.popLast(), last.isList == (byte == UInt8(ascii: "]")) else {
                throw TargetFindings.broken(file, line, "closes what is not open")
            }
        case UInt8(ascii: ","): try value(file)
        case 0x0A: line += 1
        case 0x20, 0x09, 0x0D: break
        default: token.append(byte)
        }
    }

    private func enter(isList: Bool) {
        isBegun = true
        let around = open.last
        if !isList, around?.isList == true, around?.path == records { findings.records? += 1 }
        open.append(Frame(isList: isList, path: place(around)))
        key = nil
    }

    private func place(_ around: Frame?) -> String {
        guard let around else { return "" }
        guard !around.isList, let key else { return around.path }
        return around.path.isEmpty ? key : "\(around.path)/\(key)"
    }

    private func value(_ file: any StagedFile) throws(Fault) {
        defer { (token, key, wasText) = ([], open.last?.isList == true ? key : nil, false) }
        guard !token.isEmpty, let around = open.last else { return }
        let path = place(around)
        let prefix = records.isEmpty ? "" : "\(records)/"
        guard path.hasPrefix(prefix), let (column, style) = plan.columns.paths[String(path.dropFirst(prefix.count))],
            wasText || token != Array("null".utf8)
        else { return }
        guard let number = style.read(token) else {
            throw TargetFindings.broken(file, line, "has something other than a number as '\(path)'")
        }
        findings.add(number, to: column)
    }

    private static func path(_ nodes: [LayoutNode]) -> String? {
        for node in nodes {
            if node.level == 0 { return node.name }
            if case .nodes(let inner) = node.content, let found = path(inner) {
                return found.isEmpty ? node.name : "\(node.name)/\(found)"
            }
        }
        return nil
    }
}
