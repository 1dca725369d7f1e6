/// The way to one value inside a record, as profiles write it for a column:
///
///     name.first               the member 'first' of the member 'name'
///     emails[0].address        the first element of a list, counted from 0
///     emails[type=work].address  the first element whose member 'type' is 'work'; also [type.code=work]
///     role{campus}             the value of 'campus' in a text written {key=value}:{key=value}
///     roles[job=staff]{dept}   the first such text in which 'job' is 'staff'
///     "odd.key".x              a key with any of . [ ] { } = in it stands in double quotes, which are doubled inside
package struct JSONPath: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case member([UInt8])
        case element(Int)
        case elementWhere(keys: [[UInt8]], value: [UInt8])
        case composite([UInt8])
    }

    package let text: String
    let steps: [Step]

    /// Throws what is wrong with `text` and where.
    package init(_ text: String) throws(JSONPathProblem) {
        var reading = JSONPathReading(text)
        self.text = text
        steps = try reading.steps()
    }

    /// The keys, where the path is nothing but keys.
    package var keys: [String]? {
        var keys: [String] = []
        for step in steps {
            guard case .member(let key) = step else { return nil }
            keys.append(String(decoding: key, as: UTF8.self))
        }
        return keys
    }

    /// `key` as a path spells it.
    package static func spelled(_ key: String) -> String {
        let isPlain = !key.isEmpty && !key.utf8.contains { JSONPathReading.special.contains($0) }
        return isPlain ? key : "\"\(key.replacing("\"", with: "\"\""))\""
    }
}
