import Exchange

/// A line of MLSD or MLST (RFC 3659, 7): facts, one blank, a name. Its times are UTC.
enum FactLine {
    /// `named` takes the place of the name the line has: MLST may repeat a whole path.
    static func read(_ line: some Collection<UInt8>, named: String? = nil) -> ListedLine {
        let line = Array(line)
        guard let end = end(line) else { return .unknown }
        var facts: [String: ArraySlice<UInt8>] = [:]
        for fact in line[..<end].split(separator: 0x3B) {
            guard let equals = fact.firstIndex(of: 0x3D) else { return .unknown }
            let key = String(decoding: fact[..<equals], as: UTF8.self).lowercased()
            if facts[key] == nil { facts[key] = fact[(equals + 1)...] }
        }
        guard let type = facts["type"].map({ String(decoding: $0, as: UTF8.self).lowercased() }) else {
            return .unknown
        }
        if type == "cdir", named == nil { return .itself }
        if type == "pdir", named == nil { return .aside }
        let kind = kind(type)
        // Without a size nobody could say whether a file is whole.
        let size: Int?
        if let written = facts["size"] { size = TextFields.number(written) } else { size = kind == .file ? nil : 0 }
        guard let size else { return .unknown }
        let modified: Moment?
        if let written = facts["modify"] { modified = moment(written) } else { modified = Moment(seconds: 0) }
        guard let modified else { return .unknown }
        let isExact = facts["modify"] != nil
        let sized = kind == .file ? size : 0
        if let named {
            return .entry(Entry(name: named, kind: kind, size: sized, modified: modified), isExact: isExact)
        }
        return ListedLine.entry(line[(end + 1)...], kind, size: sized, modified, isExact: isExact)
    }

    /// `20261121171605`, with a fraction or without: also the answer to MDTM.
    static func moment(_ bytes: some Collection<UInt8>) -> Moment? {
        let parts = Array(bytes).split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false).map {
            Array($0)
        }
        guard let whole = parts.first, whole.count == 14, TextFields.number(whole) != nil else { return nil }
        func part(_ range: Range<Int>) -> Int { TextFields.number(whole[range]) ?? 0 }
        guard let date = CivilDate(year: part(0..<4), month: part(4..<6), day: part(6..<8)) else { return nil }
        let (hour, minute, second) = (part(8..<10), part(10..<12), part(12..<14))
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        var nanoseconds = 0
        if parts.count == 2 {
            let digits = parts[1].prefix(9)
            guard !parts[1].isEmpty, parts[1].allSatisfy({ (0x30...0x39).contains($0) }),
                let fraction = TextFields.number(digits)
            else { return nil }
            nanoseconds = (digits.count..<9).reduce(fraction) { value, _ in value * 10 }
        }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        return Moment(seconds: seconds, nanoseconds: nanoseconds)
    }

    private static func kind(_ type: String) -> Entry.Kind {
        switch type {
        case "file": return .file
        case "dir", "cdir", "pdir": return .folder
        default:
            let isLink = type.hasPrefix("os.unix=slink") || type.hasPrefix("os.unix=symlink") || type == "slink"
            return isLink ? .link : .special
        }
    }

    /// Where the blank behind the facts is: the first that follows a `;`.
    private static func end(_ line: [UInt8]) -> Int? {
        line.indices.dropFirst().first { line[$0] == 0x20 && line[$0 - 1] == 0x3B }
    }
}
