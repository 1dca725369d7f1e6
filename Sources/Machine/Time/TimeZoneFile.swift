import Exchange

/// Reads TZif files (RFC 9636). Damage is a fault, never a wrong clock.
package enum TimeZoneFile {
    /// The zone called `name` from the system's database.
    package static func zone(named name: String, in folder: String = "/usr/share/zoneinfo") throws(Fault)
        -> TimeZoneData
    {
        if name == "UTC" { return .utc }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let plain = parts.allSatisfy { part in
            !part.isEmpty && part.first != "."
                && part.utf8.allSatisfy {
                    ($0 | 32 >= 97 && $0 | 32 <= 122) || (48...57).contains($0) || [43, 45, 95].contains($0)
                }
        }
        guard plain else { throw fault(name, "is no name of a time zone") }
        var bytes: [UInt8] = []
        do {
            // The system's own files may be links to one another; the name is checked above.
            let path = "\(folder)/\(name)"
            let file = try Folder.openAnywhere(path)
            try file.eachChunk { chunk throws(Fault) in
                bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
                return bytes.count > 1 << 20 ? .enough : .more
            }
        } catch {
            throw fault(name, "is not known on this machine")
        }
        guard let zone = parse(bytes, name: name) else { throw fault(name, "has a damaged data file") }
        return zone
    }

    /// Nil where the bytes are no whole TZif file of version 2 or later, or count leap seconds (`right/…`): our moments
    /// do not, so its clock would be wrong by theirs.
    static func parse(_ bytes: [UInt8], name: String) -> TimeZoneData? {
        var input = BigEndianBytes(bytes)
        guard let old = Header(&input), old.version >= 0x32, input.skip(old.length(timeSize: 4)),
            let header = Header(&input), header.types > 0, header.leaps == 0
        else { return nil }
        var transitions: [Int] = []
        for _ in 0..<header.transitions {
            guard let time = input.integer(8) else { return nil }
            transitions.append(time)
        }
        guard let indexes = input.take(header.transitions) else { return nil }
        guard let types = types(header, &input), indexes.allSatisfy({ Int($0) < types.count }) else { return nil }
        guard zip(transitions, transitions.dropFirst()).allSatisfy(<) else { return nil }
        guard input.skip(header.leaps * 12 + header.standard + header.universal) else { return nil }
        guard let first = types.first else { return nil }
        // Without its footer (clause 3.3), or with one we cannot read, the clock would be wrong later: refuse.
        guard let footer = input.line() else { return nil }
        let rule = PosixZone(footer)
        if !footer.isEmpty && rule == nil { return nil }
        return TimeZoneData(
            name: name, transitions: transitions, periods: indexes.map { types[Int($0)] }, first: first, footer: rule)
    }

    private static func types(_ header: Header, _ input: inout BigEndianBytes) -> [TimeZoneData.Period]? {
        var raw: [(offset: Int, name: Int)] = []
        for _ in 0..<header.types {
            guard let offset = input.integer(4), input.skip(1), let name = input.take(1)?.first else { return nil }
            guard abs(offset) < 86_400 * 2 else { return nil }
            raw.append((offset, Int(name)))
        }
        guard let names = input.take(header.characters), raw.allSatisfy({ names.dropFirst($0.name).contains(0) }) else {
            return nil
        }
        return raw.map { type in
            let name = names.dropFirst(type.name).prefix { $0 != 0 }
            return TimeZoneData.Period(offset: type.offset, abbreviation: String(decoding: name, as: UTF8.self))
        }
    }

    private static func fault(_ name: String, _ why: String) -> Fault {
        Fault(.machineZone, .stop, "The time zone '\(name)' \(why).", context: ["zone": name])
    }

    /// RFC 9636, clause 3.1.
    private struct Header {
        let version: UInt8
        let universal, standard, leaps, transitions, types, characters: Int

        init?(_ input: inout BigEndianBytes) {
            guard input.take(4) == Array("TZif".utf8), let version = input.take(1)?.first, input.skip(15) else {
                return nil
            }
            var counts: [Int] = []
            for _ in 0..<6 {
                guard let count = input.integer(4), (0..<100_000).contains(count) else { return nil }
                counts.append(count)
            }
            self.version = version
            (universal, standard, leaps) = (counts[0], counts[1], counts[2])
            (transitions, types, characters) = (counts[3], counts[4], counts[5])
        }

        func length(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standard + universal
        }
    }
}
