import Exchange

extension Timetable {
    /// What falls on one local day.
    private struct Day {
        var lines: Set<Int> = []
        var moves: [Int: Slot.Move] = [:]
    }

    /// Every slot with its moment in the range, in order; what is skipped stands in its place.
    func plannedSlots(_ range: Range<Moment>) -> [Slot] {
        let span = localSpan(range)
        let first = Int((Double(span.lowerBound) / 86_400).rounded(.down))
        let last = Int((Double(span.upperBound) / 86_400).rounded(.down))
        var kept: [Int: Day] = [:]
        var skipped: [(Int, Set<Int>, String)] = []
        let rule = plan.dayRule
        for number in (first - rule.margin)...(last + rule.margin) {
            let date = CivilDate(daysSince1970: number)
            let lines = Set(plan.lines.indices.filter { plan.lines[$0].isDay(date) })
            if lines.isEmpty { continue }
            switch rule.fate(date) {
            case .stays: kept[number, default: Day()].lines.formUnion(lines)
            case .skipped(let reason): skipped.append((number, lines, reason))
            case .moves(let target, let holiday):
                let day = target.daysSince1970
                for line in lines {
                    // A line that is there on its own is not there because of a holiday.
                    kept[day, default: Day()].moves[line] = Slot.Move(from: date, holiday: holiday)
                }
            }
        }
        var found: [Slot] = []
        for number in (first...last) {
            if let day = kept[number] { found += slots(on: CivilDate(daysSince1970: number), day, within: span) }
        }
        found = merged(found)
        for (number, lines, reason) in skipped where (first...last).contains(number) {
            found += slots(on: CivilDate(daysSince1970: number), Day(lines: lines), within: span, skipped: reason)
        }
        return found.filter { range.contains($0.at) }.sorted { ($0.at, $0.nominal) < ($1.at, $1.nominal) }
    }

    /// Everything that a wall clock may show for a moment of the range, or jump over to one: local seconds since 1970.
    private func localSpan(_ range: Range<Moment>) -> ClosedRange<Int> {
        let (low, high) = (range.lowerBound.seconds, range.upperBound.seconds)
        let offsets = [low - 86_400, low, low + 86_400, high - 86_400, high, high + 86_400].map {
            zone.period(at: $0).offset
        }
        // A range of years has every offset of its zone in it, and none is as far as this from another.
        if high - low > 2 * 86_400 { return low - 2 * 86_400...high + 2 * 86_400 }
        return low + (offsets.min() ?? 0)...high + (offsets.max() ?? 0)
    }

    private func slots(
        on date: CivilDate, _ day: Day, within span: ClosedRange<Int>, skipped: String? = nil
    ) -> [Slot] {
        var minutes: [Int: (lines: [Int], moves: [Slot.Move])] = [:]
        for line in day.lines.union(day.moves.keys).sorted() {
            for minute in plan.lines[line].minutesOfDay
            where span.contains(date.daysSince1970 * 86_400 + minute * 60) {
                minutes[minute, default: ([], [])].lines.append(line)
                if !day.lines.contains(line), let move = day.moves[line],
                    minutes[minute]?.moves.contains(move) == false
                {
                    minutes[minute]?.moves.append(move)
                }
            }
        }
        let reading = ZoneReading(zone, date)
        return minutes.sorted { $0.key < $1.key }.map { minute, content in
            let nominal = LocalMinute(date, minute: minute)
            let (at, mark) = reading.moment(nominal)
            let blackout = plan.calendar?.blackout(nominal).map { "blackout: \($0)" }
            var slot = Slot(
                nominal: nominal, at: at, mark: mark, lines: content.lines, moves: content.moves,
                skipped: skipped ?? blackout)
            slot.start = Moment(seconds: at.seconds + jitter(slot.id))
            return slot
        }
    }

    /// One slot a moment: those that the clock jumps over are one with each other and with the one at the jump's end.
    private func merged(_ slots: [Slot]) -> [Slot] {
        var all: [Slot] = []
        for slot in slots {
            guard let last = all.last, last.at == slot.at, last.skipped == nil, slot.skipped == nil else {
                all.append(slot)
                continue
            }
            var one = slot.mark == .gap ? last : slot
            one.alsoFor = (last.alsoFor + [slot.mark == .gap ? slot.nominal : last.nominal]).sorted()
            one.lines = Set(last.lines + slot.lines).sorted()
            one.moves = last.moves + slot.moves.filter { !last.moves.contains($0) }
            all[all.count - 1] = one
        }
        return all
    }

    /// Seconds, the same for the same profile and slot: FNV-1a, scaled.
    private func jitter(_ id: String) -> Int {
        if plan.jitter <= 0 { return 0 }
        let hash = "\(name)\n\(id)".utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int((hash ^ hash >> 32) % UInt64(plan.jitter + 1))
    }
}
