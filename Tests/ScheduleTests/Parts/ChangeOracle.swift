import Exchange
import Schedule
import ServerKit
import Testing

/// What cron lines come to around every change of every zone's clock, by somebody else: Python's `zoneinfo` says what the
/// clock shows at each minute, and its own few lines say what fits a cron line. Zones with the same file are one.
enum ChangeOracle {
    struct Window: Sendable {
        let zone: String
        /// Seconds since 1970.
        let change: Int
        /// For each line, what fired in the four hours before and after: see `text`.
        let fired: [String]
    }

    static let hours = 4

    static let lines = [
        "30 2 * * *", "*/5 * * * *", "0 0 * * *", "15,45 0-3 * * SUN", "59 23 L * *", "0 1 1-7 * SUN",
        "0 */2 * * MON-FRI", "20 1-3 */2 * SAT,SUN",
    ]

    /// `minutes from the change:nominal,also…` for each slot; minutes since 1970 by the wall clock.
    static func text(_ table: Timetable, around change: Int) -> String {
        let range = Moment(seconds: change - hours * 3600)..<Moment(seconds: change + hours * 3600)
        return table.slots(in: range).map { slot in
            let nominal = ([slot.nominal] + slot.alsoFor.sorted()).map {
                String($0.date.daysSince1970 * 1440 + $0.minute)
            }
            return "\((slot.at.seconds - change) / 60):\(nominal.joined(separator: ","))"
        }.joined(separator: " ")
    }

    /// A line a change: zone, seconds, and what fired, with `|` between.
    private static let script = #"""
        import os, sys
        from datetime import date, datetime, timedelta, timezone
        from zoneinfo import ZoneInfo
        root, reach, epoch = '/usr/share/zoneinfo', int(sys.argv[1]) * 60, datetime(1970, 1, 1, tzinfo=timezone.utc)
        days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
        def field(text, low, high):
            found = set()
            for part in text.split(','):
                part, _, step = part.partition('/')
                if part == 'L': found.add('L'); continue
                first, _, last = part.partition('-')
                if part == '*': first, last = low, high
                first = days.index(first) if first in days else int(first)
                last = days.index(last) if last in days else int(last) if last != '' else first
                found |= set(range(first, last + 1, int(step or 1)))
            return found
        class Line:
            def __init__(self, text):
                m, h, self.dom, self.mon, self.dow = text.split()
                self.minutes = {a * 60 + b for a in field(h, 0, 23) for b in field(m, 0, 59)}
                self.d, self.o, self.w = field(self.dom, 1, 31), field(self.mon, 1, 12), field(self.dow, 0, 6)
                self.known = {}
            def day(self, number):
                if number not in self.known:
                    day = date(1970, 1, 1) + timedelta(days=number)
                    last = (day + timedelta(days=1)).month != day.month
                    d = day.day in self.d or (last and 'L' in self.d)
                    w = (day.weekday() + 1) % 7 in self.w
                    both = self.dom[0] == '*' or self.dow[0] == '*'
                    self.known[number] = day.month in self.o and ((d and w) if both else (d or w))
                return self.known[number]
            def fits(self, minute): return minute % 1440 in self.minutes and self.day(minute // 1440)
        lines = [Line(text) for text in sys.argv[2:]]
        def offset(zone, seconds):
            return (epoch + timedelta(seconds=seconds)).astimezone(zone).utcoffset() // timedelta(seconds=1)
        def changes(zone):
            first, last = (int(datetime(year, 1, 1, tzinfo=timezone.utc).timestamp()) for year in (2020, 2041))
            step, before = 7 * 86400, offset(zone, first)
            for low in range(first, last, step):
                after = offset(zone, low + step)
                if after == before: continue
                high = low + step
                while high - low > 1:
                    middle = (low + high) // 2
                    if offset(zone, middle) == before: low = middle
                    else: high = middle
                before = after
                yield high
        seen, walked = set(), {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in ('posix', 'right'))
            for name in sorted(names):
                path = os.path.join(folder, name)
                data = open(path, 'rb').read()
                if data[:4] != b'TZif' or data in seen: continue
                seen.add(data)
                key = os.path.relpath(path, root)
                zone = ZoneInfo(key)
                for change in changes(zone):
                    # Zones that change alike in these hours show the same, minute for minute.
                    like = tuple([change] + [offset(zone, change + 3600 * h - (h == 0)) for h in range(-5, 5)])
                    if like in walked:
                        print('|'.join([key, str(change)] + walked[like]))
                        continue
                    fired, shown = [[] for _ in lines], None
                    for minute in range(-reach - 1, reach):
                        at = change + minute * 60
                        wall = (at + offset(zone, at)) // 60
                        new = range(shown + 1, wall + 1) if shown is not None else ()
                        shown = wall if shown is None else max(shown, wall)
                        for line, found in zip(lines, fired):
                            fit = [m for m in new if line.fits(m)]
                            if not fit: continue
                            own = wall if wall in fit else fit[0]
                            rest = [m for m in fit if m != own]
                            found.append('%d:%s' % (minute, ','.join(map(str, [own] + rest))))
                    walked[like] = [' '.join(found) for found in fired]
                    print('|'.join([key, str(change)] + walked[like]))
        """#

    static func windows() throws -> [Window] {
        let outcome = try Program("/usr/bin/python3").run(["-c", script, "\(hours)"] + lines)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map { line in
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            return Window(zone: parts[0], change: Int(parts[1]) ?? 0, fired: Array(parts.dropFirst(2)))
        }
    }
}
