import Testing

/// A baseline taken apart by hand: a name for each value, constants, then the users.
struct KeptUsers {
    struct Constant: Hashable {
        let value: String
        let key: String?
    }

    private(set) var names: [String] = []
    private(set) var constants: [String: Constant] = [:]
    /// What each user has, without what is the same for all.
    private(set) var users: [[String: String]] = []

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        func take(_ count: Int) throws -> [UInt8] {
            try #require(rest.count >= count)
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number() throws -> Int { try take(4).reversed().reduce(0) { $0 * 256 + Int($1) } }
        func text() throws -> String { String(decoding: try take(try number()), as: UTF8.self) }

        #expect(try take(17) == Array("exchange users 2\n".utf8))
        let head = try number()
        let end = rest.count - head
        let (slots, others, runs) = (try number(), try number(), try number())
        for _ in 0..<slots { names.append(try text()) }
        for _ in 0..<others {
            let (name, value, key) = (try text(), try text(), try text())
            constants[name] = Constant(value: value, key: key.isEmpty ? nil : key)
        }
        for _ in 0..<runs { _ = try text() }
        #expect(rest.count == end)
        while !rest.isEmpty {
            let size = try number()
            // Where the user came from.
            _ = try take(8)
            let before = rest.count
            var counts: [Int] = []
            for _ in names {
                let count = Int(try take(1)[0])
                counts.append(count < 255 ? count : try number())
            }
            var user: [String: String] = [:]
            for (name, count) in zip(names, counts) where count > 0 {
                user[name] = String(decoding: try take(count), as: UTF8.self)
            }
            #expect(before - rest.count == size)
            users.append(user)
        }
    }
}
