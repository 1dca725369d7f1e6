import Exchange
import Schedule

extension Roster {
    /// Takes what is due into what waits, by the duty's rule for overlaps.
    mutating func admit(_ name: String, _ now: Moment) -> [Move] {
        guard var post = posts[name] else { return [] }
        let due = post.watch.due(post.duty.timetable, now: now)
        post.next = Roster.next(post)
        hasChanged = true
        var moves: [Move] = []
        if !due.run.isEmpty { moves = enter(due.run.map { Assignment($0, of: name) }, &post) }
        posts[name] = post
        for slot in due.passed where !slot.isLook {
            said(passed: slot.id, of: name, "it came while nobody was there, and 'catch_up' leaves it out")
        }
        return moves
    }

    private mutating func enter(_ new: [Assignment], _ post: inout Post) -> [Move] {
        let isBusy = post.running != nil || !post.waiting.isEmpty
        // Somebody looks already.
        let new = isBusy ? new.filter { !$0.isLook } : new
        guard let last = new.last else { return [] }
        let name = post.duty.name
        switch post.duty.timetable.plan.overlap {
        case .skip where isBusy:
            for one in new { said(passed: one.slot, of: name, "the run before is still at work") }
            return []
        case .replace where post.running != nil:
            for one in post.waiting + new.dropLast() { said(passed: one.slot, of: name, "a later one takes over") }
            post.waiting = [last]
            return [.stop(name)]
        default:
            if post.duty.timetable.plan.catchUp == .all {
                post.waiting += new
            } else {
                for one in post.waiting + new.dropLast() { said(passed: one.slot, of: name, "a later one waits") }
                post.waiting = [last]
            }
            return []
        }
    }

    private mutating func said(passed slot: String, of name: String, _ why: String) {
        events.append(DaemonEvent("slot.passed", of: name, "\(slot) of \(name) is not run: \(why).", ["slot": slot]))
    }

    /// Who waits, whoever comes first of each duty: the institution that has least, then by priority, then who waits
    /// longest. Priority orders what one institution has: with it first, whoever calls everything urgent would keep all
    /// others waiting.
    func candidates(_ steady: Double, _ load: RosterLoad) -> [Assignment] {
        var turns: [String: Int] = [:]
        var rows: [(priority: Int, round: Int, assignment: Assignment)] = []
        let ready = posts.values.filter { $0.running == nil && !$0.waiting.isEmpty }
            .sorted { Roster.rank($0) < Roster.rank($1) }
        for post in ready where post.waiting[0].notBefore <= steady {
            // Its turn among its institution's own: so a hundred of one do not come before the first of another.
            let round = turns[post.duty.institution] ?? load.ofInstitution(post.duty.institution)
            turns[post.duty.institution] = round + 1
            rows.append((post.duty.timetable.plan.priority, round, post.waiting[0]))
        }
        return rows.sorted {
            ($0.round, $0.priority, $0.assignment.due, $0.assignment.duty)
                < ($1.round, $1.priority, $1.assignment.due, $1.assignment.duty)
        }.map(\.assignment)
    }

    private static func rank(_ post: Post) -> (Int, Moment, String) {
        (post.duty.timetable.plan.priority, post.waiting[0].due, post.duty.name)
    }
}
