import Exchange
import FoundationEssentials

/// The protocol `jsonl`: a JSON object (RFC 8259) a line, with the record's number in both directions.
struct JSONTalk: OutsideTalk {
    /// A field's value: a text, or several where its name is there several times. Null is blank.
    private enum Value: Decodable {
        case one(String)
        case several([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .one("")
            } else if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .several(try container.decode([String].self))
            }
        }
    }

    private struct Answer: Decodable {
        let record: Int
        let fields: [String: Value]?
        let records: [[String: Value]]?
        let reject: String?
        let skip: String?
    }

    private var fields = OutsideFields([])
    private let decoder = JSONDecoder()

    mutating func hello(_ columns: [String], adds: [String], _ facts: RunFacts) -> [UInt8] {
        fields = OutsideFields(columns + adds)
        var line = Array("{\"exchange\":1,\"profile\":".utf8)
        JSONTalk.put(facts.profile.description, &line)
        line += Array(",\"run\":".utf8)
        JSONTalk.put(facts.run, &line)
        line += Array(",\"columns\":".utf8)
        JSONTalk.put(columns, &line)
        return line + Array("}\n".utf8)
    }

    mutating func line(_ record: FieldRecord, number: Int) throws(OutsideProblem) -> [UInt8] {
        let names = record.fields.map(\.name)
        fields.add(names)
        var line = Array("{\"record\":\(number),\"fields\":{".utf8)
        let isRepeating = Set(names).count < names.count
        var done: Set<String> = []
        for (index, field) in record.fields.enumerated() where !isRepeating || done.insert(field.name).inserted {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            JSONTalk.put(field.name, &line)
            line.append(UInt8(ascii: ":"))
            let values = isRepeating ? record.fields.filter { $0.name == field.name }.map(\.value) : []
            if values.count > 1 { JSONTalk.put(values, &line) } else { JSONTalk.put(field.value, &line) }
        }
        line += Array("}}\n".utf8)
        return line
    }

    mutating func answer(_ line: [UInt8], number: Int?) throws(OutsideProblem) -> OutsideReply? {
        let answer: Answer
        do { answer = try decoder.decode(Answer.self, from: Data(line)) } catch { throw JSONTalk.problem(error) }
        if let number, answer.record != number {
            throw OutsideProblem(.outsideOrder, "is about record \(answer.record), but it was the turn of \(number)")
        }
        var said: [OutsideReply] = []
        if let one = answer.fields { said.append(.records([try record(one)])) }
        if let several = answer.records {
            said.append(.records(try several.map { one throws(OutsideProblem) in try record(one) }))
        }
        if let why = answer.reject { said.append(.rejected(why)) }
        if answer.skip != nil { said.append(.records([])) }
        guard said.count == 1 else {
            throw OutsideProblem("must hold exactly one of 'fields', 'records', 'reject' and 'skip'")
        }
        return said[0]
    }

    /// In the order of the fields that were given, whatever order the program wrote them in.
    private func record(_ values: [String: Value]) throws(OutsideProblem) -> FieldRecord {
        var made: [(name: String, value: String)] = []
        var rest = values.count
        for name in fields.names {
            guard let value = values[name] else { continue }
            rest -= 1
            switch value {
            case .one(let text): made.append((name, text))
            case .several(let texts): made += texts.map { (name, $0) }
            }
        }
        if rest > 0, let name = values.keys.sorted().first(where: { !fields.holds($0) }) { throw .field(name) }
        return FieldRecord(made)
    }

    private static func problem(_ error: any Error) -> OutsideProblem {
        guard let error = error as? DecodingError else { return OutsideProblem("is no JSON object") }
        switch error {
        case .keyNotFound(let key, _): return OutsideProblem("lacks '\(key.stringValue)'")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            guard let key = context.codingPath.last(where: { $0.intValue == nil })?.stringValue else {
                return OutsideProblem("is no JSON object")
            }
            let name = PlacePath.readable(key)
            return OutsideProblem("has something in '\(name)' that does not belong there; values of fields are texts")
        default: return OutsideProblem("is no JSON object")
        }
    }

    private static func put(_ texts: [String], _ line: inout [UInt8]) {
        line.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            put(text, &line)
        }
        line.append(UInt8(ascii: "]"))
    }

    private static func put(_ text: String, _ line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                line.append(UInt8(ascii: "\\"))
                line.append(byte)
            case ..<0x20:
                let hex = String(byte, radix: 16)
                line += Array("\\u00\(hex.count == 1 ? "0" : "")\(hex)".utf8)
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}
