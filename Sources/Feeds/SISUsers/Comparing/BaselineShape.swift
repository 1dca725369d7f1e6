/// What the values of a baseline are called, so that a later profile, which may map other fields, can read it.
struct BaselineShape: Hashable, Sendable {
    /// A value that is the same for everybody; there wherever the value called `key` is, or always.
    struct Constant: Hashable, Sendable {
        let name: String
        let value: String
        let key: String?
    }

    /// The name of each value of a body, in its order.
    let names: [String]
    let constants: [Constant]
    /// Earlier runs that delivered users of this load last, newest first.
    let runs: [String]

    /// A user is not rejected or missing, and still there, for longer than that; of whoever is, the run is forgotten.
    static let mostRuns = 1000

    init(names: [String], constants: [Constant], runs: [String]) {
        self.names = names
        self.constants = constants
        self.runs = runs
    }

    /// Of a load that follows `last`, from which users may be kept.
    init(_ layout: UserLayout, after last: LastLoad? = nil) {
        runs = last.map { Array(([$0.run] + $0.shape.runs).prefix(BaselineShape.mostRuns)) } ?? []
        names = layout.slots.map(\.name)
        var constants: [Constant] = []
        for member in layout.fields {
            if case .constant(let text) = member.value {
                constants.append(Constant(name: member.element.name, value: text, key: nil))
            }
        }
        for part in layout.parts {
            let key = part.keySlot.map { layout.slots[$0].name }
            for member in part.members {
                if case .constant(let text) = member.value {
                    constants.append(Constant(name: "\(part.name).\(member.element.name)", value: text, key: key))
                }
            }
            for attribute in part.attributes.sorted() {
                constants.append(Constant(name: "\(part.name).\(attribute)", value: "true", key: key))
            }
            if let types = part.segment.types, !part.types.isEmpty {
                let text = part.types.joined(separator: " ")
                constants.append(Constant(name: "\(part.name).\(types.element)", value: text, key: key))
            }
        }
        self.constants = constants
    }

    private static let magic = Array("exchange users 2\n".utf8)

    /// Head of the file: what it is, the names, the constants, the runs. Texts with their length in front.
    var bytes: [UInt8] {
        var body: [UInt8] = []
        func put(_ text: String) {
            let bytes = Array(text.utf8)
            body += BaselineShape.word(bytes.count) + bytes
        }
        body += BaselineShape.word(names.count) + BaselineShape.word(constants.count) + BaselineShape.word(runs.count)
        names.forEach(put)
        for constant in constants {
            put(constant.name)
            put(constant.value)
            put(constant.key ?? "")
        }
        runs.forEach(put)
        return BaselineShape.magic + BaselineShape.word(body.count) + body
    }

    /// How long the head is, by its first bytes; nil where this is no baseline.
    static let start = magic.count + 4
    static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= start, bytes.starts(with: magic) else { return nil }
        return start + number(bytes, magic.count)
    }

    init?(_ bytes: [UInt8]) {
        var at = BaselineShape.start
        func count() -> Int? {
            guard at + 4 <= bytes.count else { return nil }
            at += 4
            return BaselineShape.number(bytes, at - 4)
        }
        func text() -> String? {
            guard let size = count(), at + size <= bytes.count else { return nil }
            at += size
            return String(decoding: bytes[at - size..<at], as: UTF8.self)
        }
        guard let most = count(), let others = count(), let earlier = count(), most + others + earlier <= bytes.count
        else { return nil }
        var names: [String] = []
        for _ in 0..<most {
            guard let name = text() else { return nil }
            names.append(name)
        }
        var constants: [Constant] = []
        for _ in 0..<others {
            guard let name = text(), let value = text(), let key = text() else { return nil }
            constants.append(Constant(name: name, value: value, key: key.isEmpty ? nil : key))
        }
        var runs: [String] = []
        for _ in 0..<earlier {
            guard let run = text() else { return nil }
            runs.append(run)
        }
        guard at == bytes.count else { return nil }
        self.init(names: names, constants: constants, runs: runs)
    }

    static func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

    static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << ($1 * 8) }
    }
}
