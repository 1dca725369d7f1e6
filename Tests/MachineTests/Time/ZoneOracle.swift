import Exchange
import Machine
import ServerKit
import Testing

/// What Python's `zoneinfo` says of every zone of this machine: somebody else's reading of the same files.
enum ZoneOracle {
    struct Answer: Sendable {
        let seconds: Int
        let offset: Int
        let abbreviation: String
    }

    struct Zone: Sendable {
        let name: String
        let answers: [Answer]
    }

    /// One line a zone: its name, then `seconds:offset:abbreviation` at moments of the years 1900 to 2099: around every
    /// change of the file, around the changes that its rule makes in three later years, and at random.
    private static let script = #"""
        import os, random, struct, sys
        from datetime import datetime, timedelta, timezone
        from zoneinfo import ZoneInfo
        root, seed = '/usr/share/zoneinfo', int(sys.argv[1])
        first, last = -2208988800, 4102444800
        def transitions(path):
            data = open(path, 'rb').read()
            def counts(at): return struct.unpack('>6L', data[at + 20:at + 44])
            ut, std, leap, times, types, chars = counts(0)
            at = 44 + times * 5 + types * 6 + chars + leap * 8 + std + ut
            times = counts(at)[3]
            return struct.unpack('>%dq' % times, data[at + 44:at + 44 + times * 8])
        def shown(zone, moment):
            t = (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=moment)).astimezone(zone)
            return '%d:%d:%s' % (moment, t.utcoffset().days * 86400 + t.utcoffset().seconds, t.tzname())
        def offset(zone, moment): return shown(zone, moment).split(':', 1)[1]
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in ('posix', 'right'))
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, 'rb') as file:
                    if file.read(4) != b'TZif': continue
                key = os.path.relpath(path, root)
                zone, numbers, moments = ZoneInfo(key), random.Random(key + str(seed)), set()
                for t in transitions(path): moments |= {t - 1, t, t + 1}
                for year in (2038, 2060, 2099):
                    day = int(datetime(year, 1, 1, tzinfo=timezone.utc).timestamp())
                    for step in range(26):
                        low, high = day + step * 14 * 86400, day + (step + 1) * 14 * 86400
                        if offset(zone, low) == offset(zone, high): continue
                        while high - low > 1:
                            middle = (low + high) // 2
                            if offset(zone, middle) == offset(zone, low): low = middle
                            else: high = middle
                        moments |= {low - 1, low, high, high + 1}
                moments |= {numbers.randrange(first, last) for _ in range(60)}
                moments = [m for m in sorted(moments) if first <= m < last]
                print(' '.join([key] + [shown(zone, m) for m in moments]))
        """#

    static func zones(seed: Int) throws -> [Zone] {
        let outcome = try Program("/usr/bin/python3").run("-c", script, "\(seed)")
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map { line in
            let words = line.utf8.split(separator: UInt8(ascii: " "))
            let answers = words.dropFirst().compactMap { word -> Answer? in
                let parts = word.split(separator: UInt8(ascii: ":")).compactMap { String($0) }
                guard parts.count == 3, let seconds = Int(parts[0]), let offset = Int(parts[1]) else { return nil }
                return Answer(seconds: seconds, offset: offset, abbreviation: parts[2])
            }
            return Zone(name: words.first.flatMap { String($0) } ?? "", answers: answers)
        }
    }
}
