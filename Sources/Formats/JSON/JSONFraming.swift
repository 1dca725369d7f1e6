import Exchange

/// Cuts one JSON text into records: the elements of the array to which the keys lead, or the outermost object.
///
/// What stands around the records is held to the grammar; the values that are passed over on the way to them are held only
/// to their quotes and brackets.
///
///     start     the outermost value, or the value of a key on the way
///     first     behind '[': a record or ']'        record   behind ',': a record        between  ',' or ']'
///     firstKey  behind '{': a key or '}'           key      behind ',': a key           colon    ':' and the value
///     members   behind the value of a key: ',' or '}'       end      nothing but blanks
struct JSONFraming {
    private enum State { case start, first, record, between, firstKey, key, inKey, colon, skip, members, end }

    /// A record is lent: its bytes, where it starts, on which line, and whether it is the outermost value.
    typealias Take = (
        _ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ line: Int, _ isSingle: Bool
    ) throws(Fault) -> Demand

    private let keys: [[UInt8]]
    private let limit: Int
    private var state = State.start
    /// Objects on the way that are open, and how far along the keys the way has been found.
    private var open = 0
    private var found = 0
    private var hasArray = false
    /// A record, or a value that is passed over, is being read.
    private var extent: JSONExtent?
    /// The record's bytes from earlier chunks; a key while it is being read.
    private var pending: [UInt8] = []
    private var isEscaped = false
    private var recordStart = 0
    private var recordLine = 1
    /// Of the byte now read.
    private(set) var offset: Int
    private(set) var line = 1
    /// Keys that stood where the next one of the way was looked for; a few, for a person.
    private var seen: [String] = []
    /// The outermost value is one record.
    private var isSingle = false

    init(keys: [String], start: Int, limit: Int) {
        self.keys = keys.map { Array($0.utf8) }
        self.limit = limit
        offset = start
    }

    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ take: Take) throws(Fault) -> Demand {
        var index = 0
        while index < bytes.count {
            if extent != nil {
                guard let next = try value(bytes, index, take) else { return .enough }
                index = next
            } else if !begins(bytes[index]) {
                try see(bytes[index])
                offset += 1
                if bytes[index] == 0x0A { line += 1 }
                index += 1
            }
        }
        return .more
    }

    /// A value begins with this byte, which is not consumed.
    private mutating func begins(_ byte: UInt8) -> Bool {
        guard !JSONParser.isBlank(byte), !JSONFraming.endsSomething(byte) else { return false }
        switch state {
        case .first, .record: state = .between
        case .start where keys.isEmpty && byte == UInt8(ascii: "{"):
            isSingle = true
            hasArray = true
            state = .end
        case .skip: state = .members
        default: return false
        }
        isSkipped = state == .members
        extent = JSONExtent()
        recordStart = offset
        recordLine = line
        return true
    }

    private var isSkipped = false

    private static func endsSomething(_ byte: UInt8) -> Bool { ",:]}".utf8.contains(byte) }

    /// Reads on in a value; nil where the taker has had enough.
    private mutating func value(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ take: Take
    ) throws(Fault) -> Int? {
        guard var extent else { return from }
        let before = extent.lines
        let end = extent.end(bytes, from)
        line += extent.lines - before
        offset += (end ?? bytes.count) - from
        self.extent = end == nil ? extent : nil
        if isSkipped { return end ?? bytes.count }
        let part = UnsafeBufferPointer(rebasing: bytes[from..<(end ?? bytes.count)])
        if pending.count + part.count > limit { throw tooLong() }
        guard let end else {
            pending.append(contentsOf: part)
            return bytes.count
        }
        return try emit(part, take) == .more ? end : nil
    }

    private mutating func emit(_ part: UnsafeBufferPointer<UInt8>, _ take: Take) throws(Fault) -> Demand {
        if pending.isEmpty { return try take(part, recordStart, recordLine, isSingle) }
        pending.append(contentsOf: part)
        let raw = pending
        pending.removeAll(keepingCapacity: true)
        return try raw.withUnsafeBufferPointer { raw throws(Fault) in try take(raw, recordStart, recordLine, isSingle) }
    }

    private mutating func see(_ byte: UInt8) throws(Fault) {
        if state == .inKey { return try inKey(byte) }
        if JSONParser.isBlank(byte) { return }
        switch (state, byte) {
        case (.start, _): try start(byte)
        case (.first, UInt8(ascii: "]")), (.between, UInt8(ascii: "]")): leave()
        case (.between, UInt8(ascii: ",")): state = .record
        case (.firstKey, UInt8(ascii: "}")), (.members, UInt8(ascii: "}")): closeObject()
        case (.members, UInt8(ascii: ",")): state = .key
        case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")): state = .inKey
        case (.colon, UInt8(ascii: ":")): try descend()
        default: throw broken(byte)
        }
    }

    private mutating func start(_ byte: UInt8) throws(Fault) {
        if open == keys.count, byte == UInt8(ascii: "[") {
            hasArray = true
            state = .first
        } else if open < keys.count, byte == UInt8(ascii: "{") {
            open += 1
            state = .firstKey
        } else if open == 0, byte != UInt8(ascii: "["), byte != UInt8(ascii: "{") {
            throw Fault(
                .jsonRecords, .reject, "the file holds no list and no object: it begins with something else",
                context: context)
        } else {
            let here = open == 0 ? "the outermost value" : "'\(words(open))'"
            let wanted = open == keys.count ? "the list of records" : "an object with the key '\(words(open + 1))'"
            throw Fault(
                .jsonRecords, .reject,
                "\(here) on line \(line) is not \(wanted), as 'records: \(words(keys.count))' says",
                context: context)
        }
    }

    private mutating func inKey(_ byte: UInt8) throws(Fault) {
        if byte == 0x22, !isEscaped {
            state = .colon
        } else {
            isEscaped = byte == 0x5C && !isEscaped
            pending.append(byte)
            if pending.count > 65_536 { throw broken(byte) }
        }
    }

    /// Behind a key: on the way, or past it.
    private mutating func descend() throws(Fault) {
        var key: [UInt8] = []
        pending.withUnsafeBufferPointer { JSONText.append($0[...], to: &key) }
        pending.removeAll(keepingCapacity: true)
        if open - 1 == found, seen.count < 60 { seen.append(String(decoding: key, as: UTF8.self)) }
        guard key == keys[open - 1] else {
            state = .skip
            return
        }
        if found >= open {
            throw Fault(
                .jsonKeyDoubled, .reject, "the key '\(words(open))' stands twice, the second time on line \(line)",
                context: context)
        }
        found = open
        seen = []
        state = .start
    }

    private mutating func leave() { state = open == 0 ? .end : .members }

    private mutating func closeObject() {
        open -= 1
        leave()
    }

    private func words(_ count: Int) -> String {
        keys[..<count].map { JSONPath.spelled(String(decoding: $0, as: UTF8.self)) }.joined(separator: ".")
    }

    private var context: [String: String] { ["line": "\(line)", "byte": "\(offset)"] }

    private func tooLong() -> Fault {
        Fault(
            .jsonRecordLong, .reject,
            "the record that starts on line \(recordLine) has more than \(limit) bytes",
            context: ["line": "\(recordLine)", "byte": "\(recordStart)"])
    }

    private func broken(_ byte: UInt8) -> Fault {
        if state == .end, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            return Fault(
                .jsonLayout, .reject, "a second JSON text begins on line \(line): this is one text for each line",
                remedy: "Write 'format: jsonl' under 'read' in the profile.", context: context)
        }
        let what =
            switch state {
            case .record: "a record is missing behind a comma"
            case .between: "',' or ']' is missing behind a record"
            case .firstKey, .key: "a key in double quotes is missing"
            case .inKey: "a key has no end"
            case .colon: "':' is missing behind a key"
            case .members: "',' or '}' is missing behind a value"
            case .end: "something follows the end of the JSON text"
            case .start, .first, .skip: "a value is missing"
            }
        return Fault(.jsonBroken, .reject, "\(what), on line \(line)", context: context)
    }

    /// The file is at its end.
    func finish() throws(Fault) {
        guard extent == nil, state == .end else {
            let record =
                extent != nil && !isSkipped ? " in the middle of the record that starts on line \(recordLine)" : ""
            throw Fault(
                .jsonBroken, .reject, "the file ends\(record) before its last bracket is closed, on line \(line)",
                context: context)
        }
        if hasArray { return }
        let missing = words(found + 1)
        let near = nearest(String(decoding: keys[found], as: UTF8.self), among: seen)
        let known = seen.isEmpty ? "there are no keys" : "the keys there are: \(seen.joined(separator: ", "))"
        throw Fault(
            .jsonRecords, .reject,
            "the file has no '\(missing)'\(near.map { " (nearest: '\($0)')" } ?? ""); \(known)", context: context)
    }

    /// Nothing but blanks has come so far.
    var isEmpty: Bool { state == .start && open == 0 }
}
