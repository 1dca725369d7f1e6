import Exchange
import Schedule

/// Who is to run when, who waits, who runs: the daemon's decisions, without clock, process or file of their own.
///
/// Nothing is run twice: a slot is admitted once while this lives, and the ledger knows each slot that was taken. Nothing is
/// lost: what was admitted stays in `memory` until its run has come to an end.
package struct Roster: Sendable {
    /// What the daemon does next.
    package enum Move: Hashable, Sendable {
        case begin(Assignment)
        /// Asks the duty's run to stop: another takes over.
        case stop(String)
    }

    struct Post: Sendable {
        var duty: Duty
        var watch: ScheduleWatch
        var waiting: [Assignment] = []
        var running: Assignment?
        /// The next start of a slot; nil where there is none.
        var next: Moment?
        /// Its profile is gone, and only its run is waited for.
        var isLeaving = false

        /// Its time has come, or the clock was set back.
        func isDue(_ now: Moment) -> Bool { now < watch.seen || next.map { $0 <= now } ?? false }
    }

    var posts: [String: Post] = [:]
    var capacity: Capacity
    var breakers: [String: Breaker] = [:]
    /// What was decided and is to be said.
    var events: [DaemonEvent] = []
    private var isClosing = false
    private var drift = ClockDrift()
    /// Whether `memory` may be another than when it was last kept.
    package internal(set) var hasChanged = true

    package init(_ duties: [Duty], _ capacity: Capacity, memory: RosterMemory = RosterMemory(), now: Moment) {
        self.capacity = capacity
        for duty in duties { posts[duty.name] = Roster.post(duty, memory.entries[duty.name], now) }
    }

    private static func post(_ duty: Duty, _ entry: RosterMemory.Entry?, _ now: Moment) -> Post {
        // A schedule that is new here, or means other times now, has missed nothing.
        let known = entry.flatMap { $0.schedule == duty.scheduleText ? $0 : nil }
        var post = Post(duty: duty, watch: ScheduleWatch(seen: known?.seen ?? now))
        // What was begun or waited when the daemon ended, is owed, whatever `catch_up` says.
        post.waiting = (known?.open ?? []).map { Assignment(duty: duty.name, slot: $0.slot, due: $0.due) }
        post.next = next(post)
        return post
    }

    /// Other duties, from a configuration that was read again. What runs goes on; what waits for a duty that is still there
    /// stays.
    package mutating func take(_ duties: [Duty], _ capacity: Capacity, now: Moment) {
        self.capacity = capacity
        let former = posts
        posts = [:]
        hasChanged = true
        for duty in duties {
            guard let old = former[duty.name] else {
                posts[duty.name] = Roster.post(duty, nil, now)
                continue
            }
            var post = old
            (post.duty, post.isLeaving) = (duty, false)
            if duty.scheduleText != old.duty.scheduleText { post.watch = ScheduleWatch(seen: now) }
            post.next = Roster.next(post)
            posts[duty.name] = post
        }
        // Who runs is waited for, even if its profile is gone.
        for (name, post) in former where posts[name] == nil && post.running != nil {
            var leaving = post
            (leaving.waiting, leaving.next) = ([], nil)
            leaving.isLeaving = true
            posts[name] = leaving
        }
    }

    /// Nothing is begun any more; what waits stays in `memory`.
    package mutating func close() { isClosing = true }

    package var running: [Assignment] { posts.values.compactMap(\.running) }
    package var waitingCount: Int { posts.values.reduce(0) { $0 + $1.waiting.count } }

    /// What was decided since this was last asked for.
    package mutating func takeEvents() -> [DaemonEvent] {
        defer { events = [] }
        return events
    }

    /// What there is to do at this look at the clocks.
    package mutating func look(_ now: Moment, steady: Double) -> [Move] {
        if let jump = drift.jump(now, steady: steady) { events.append(ClockDrift.event(jump)) }
        if isClosing { return [] }
        var moves: [Move] = []
        for name in posts.filter({ $0.value.isDue(now) }).keys.sorted() { moves += admit(name, now) }
        if !posts.values.contains(where: { $0.running == nil && !$0.waiting.isEmpty }) { return moves }
        var load = RosterLoad(isAlone: Set(posts.values.map(\.duty.institution)).count == 1)
        for post in posts.values where post.running != nil { load.add(post.duty) }
        for assignment in candidates(steady, load) {
            guard var post = posts[assignment.duty], load.hasRoom(for: post.duty, capacity),
                post.duty.connections.allSatisfy({ breakers[$0]?.lets(steady) ?? true })
            else { continue }
            load.add(post.duty)
            post.waiting.removeFirst()
            post.running = assignment
            hasChanged = true
            for connection in post.duty.connections { breakers[connection]?.begins() }
            posts[assignment.duty] = post
            moves.append(.begin(assignment))
        }
        return moves
    }

    /// Seconds until something is to be done that is known now, at most `limit`.
    package func pause(_ now: Moment, steady: Double, limit: Double) -> Double {
        var pause = limit
        for post in posts.values {
            if let next = post.next {
                pause = min(pause, Double(next.seconds - now.seconds) - Double(now.nanoseconds) / 1e9)
            }
            // A place that is taken now is free when a child ends, and that wakes the daemon by itself.
            if post.running == nil, let first = post.waiting.first, first.notBefore > steady {
                pause = min(pause, first.notBefore - steady)
            }
        }
        for breaker in breakers.values {
            if let until = breaker.openUntil, until > steady { pause = min(pause, until - steady) }
        }
        return max(0, pause)
    }

    /// `memory` has been kept.
    package mutating func wasKept() { hasChanged = false }

    /// The next start of a slot: jitter may put one before another.
    static func next(_ post: Post) -> Moment? {
        let timetable = post.duty.timetable
        let jitter = timetable.plan.jitter
        var from = Moment(seconds: post.watch.seen.seconds - jitter)
        var best: Moment?
        while let slot = timetable.next(after: from) {
            if let best, slot.at > best { break }
            if slot.start > post.watch.seen, slot.start < best ?? slot.start.after { best = slot.start }
            from = slot.at
        }
        return best
    }
}

extension Moment {
    fileprivate var after: Moment { Moment(seconds: seconds + 1) }
}
