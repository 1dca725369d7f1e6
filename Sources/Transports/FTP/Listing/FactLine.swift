import Exchange

/// A line of MLSD or MLST (RFC 3659, 7): facts, one blank, a name. Its times are UTC.
enum FactLine {
    /// `named` takes the place of the name the line has: MLST may repeat a whole path.
    static func read(_ line: some Collection<UInt8>, named: String? = nil) -> ListedLine {
        let line = Array(line)
        guard let facts = Facts(line), let written = facts.type else { return .unknown }
        let end = facts.end
        let type = String(decoding: line[written], as: UTF8.self).lowercased()
        if type == "cdir", named == nil { return .itself }
        if type == "pdir", named == nil { return .aside }
        let kind = kind(type)
        // Without a size nobody could say whether a file is whole.
        let size: Int?
        if let written = facts.size { size = TextFields.number(line[written]) } else { size = kind == .file ? nil : 0 }
        guard let size else { return .unknown }
        let modified: Moment?
        if let written = facts.modify { modified = moment(line[written]) } else { modified = Moment(seconds: 0) }
        guard let modified else { return .unknown }
        let isExact = facts.modify != nil
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
}

extension FactLine {
    /// Where in a line the facts are that matter. A folder may have many lines, so they are found in one go.
    private struct Facts {
        private(set) var type: Range<Int>?
        private(set) var size: Range<Int>?
        private(set) var modify: Range<Int>?
        /// The blank behind the facts: the first that follows a `;`.
        private(set) var end = 0

        init?(_ line: [UInt8]) {
            var (start, equals): (Int, Int?) = (0, nil)
            for (index, byte) in line.enumerated() {
                if byte == 0x20, index > 0, index == start {
                    end = index
                    return
                }
                if byte == 0x3D, equals == nil { equals = index }
                if byte == 0x3B {
                    guard let found = equals else { return nil }
                    take(line, start..<found, (found + 1)..<index)
                    (start, equals) = (index + 1, nil)
                }
            }
            return nil
        }

        /// Of a fact that is there twice, the first holds.
        private mutating func take(_ line: [UInt8], _ key: Range<Int>, _ value: Range<Int>) {
            switch key.count {
            case 4 where type == nil && Facts.spells(line, key, "type"): type = value
            case 4 where size == nil && Facts.spells(line, key, "size"): size = value
            case 6 where modify == nil && Facts.spells(line, key, "modify"): modify = value
            default: break
            }
        }

        private static func spells(_ line: [UInt8], _ key: Range<Int>, _ word: StaticString) -> Bool {
            for (index, at) in key.enumerated() where line[at] | 0x20 != word.utf8Start[index] { return false }
            return true
        }
    }
}
