import Exchange
import Machine

/// One program of the institution's own, at work: a process, the records it still owes an answer for, and the patience
/// we have with it. It is started with the first record and ends with `finish`; whatever it does, nothing waits for it
/// longer than its timeout.
final class OutsideProgram {
    typealias Take = (_ item: Int, OutsideReply) throws(Fault) -> Void

    private struct Due {
        let item: Int
        let number: Int
        let bytes: Int
    }

    /// At most so many records, and bytes of them, may be unanswered.
    static let window = (records: 1000, bytes: 1 << 20)
    static let longestAnswer = 16 << 20
    /// What is handed over at once; smaller pieces would cost more switching than work.
    private static let portion = 32 << 10
    private static let graceMilliseconds = 500

    let plan: TransformerPlan
    private let facts: RunFacts
    private let folder: String
    private let abort: Abort
    private var child: RunningChild?
    private var talk: any OutsideTalk
    private var due = Queue<Due>()
    private var dueBytes = 0
    private var lines = 0

    /// `folder`: where it begins, its own.
    init(_ plan: TransformerPlan, _ facts: RunFacts, folder: String, _ abort: Abort) {
        self.plan = plan
        self.facts = facts
        self.folder = folder
        self.abort = abort
        talk = OutsideProgram.talk(plan)
    }

    /// `number` is the record's in its file, `item` what `take` calls it.
    func put(_ record: FieldRecord, number: Int, item: Int, _ take: Take) throws(Fault) {
        let child = try started(record)
        let line: [UInt8]
        do { line = try talk.line(record, number: number) } catch {
            throw fault(
                error.code, "record \(number) cannot be written as '\(plan.format.rawValue)': it \(error.words)")
        }
        while !due.isEmpty, due.count >= Self.window.records || dueBytes + line.count > Self.window.bytes {
            try waitForAnswer(take)
        }
        child.send(line)
        due.append(Due(item: item, number: number, bytes: line.count))
        dueBytes += line.count
        guard child.unsentCount >= Self.portion else { return }
        child.exchange(waitMilliseconds: 0)
        _ = try takeAnswers(child, take)
    }

    /// Waits for every answer that is due.
    func catchUp(_ take: Take) throws(Fault) {
        while !due.isEmpty { try waitForAnswer(take) }
    }

    /// No more records: waits for every answer, and for the program to end.
    func finish(_ take: Take) throws(Fault) {
        guard let child else { return }
        child.closeInput()
        try catchUp(take)
        try awaitEnd(of: child)
        let ending = child.end(graceMilliseconds: 0)
        guard ending == .exited(0) else {
            throw fault(.outsideEnded, "it answered every record, but then it \(OutsideProgram.words(ending))")
        }
        self.child = nil
        talk = OutsideProgram.talk(plan)
        lines = 0
    }

    /// Ends it, whatever it is doing.
    func end() {
        child?.end(graceMilliseconds: Self.graceMilliseconds)
        child = nil
    }

    private static func talk(_ plan: TransformerPlan) -> any OutsideTalk {
        switch plan.format {
        case .jsonl: JSONTalk()
        case .tsv: TabTalk()
        }
    }

    private func started(_ first: FieldRecord) throws(Fault) -> RunningChild {
        if let child { return child }
        let own = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": folder,
        ]
        let facts = [
            "EXCHANGE_PROFILE": facts.profile.description, "EXCHANGE_RUN": facts.run,
            "EXCHANGE_DATE": facts.now.date.description,
        ]
        let environment = own.merging(plan.environment) { $1 }.merging(facts) { $1 }
        let launch = ChildLaunch(
            plan.path, plan.arguments, environment: environment, folder: folder, leadsGroup: true)
        do throws(Fault) {
            let made = try RunningChild(launch)
            made.send(talk.hello(first.fields.map(\.name), adds: plan.adds, self.facts))
            child = made
            return made
        } catch { throw fault(.outsideStart, error.message) }
    }

    /// Until it has answered at least once more.
    private func waitForAnswer(_ take: Take) throws(Fault) {
        guard let child else { return }
        let deadline = WallClock.steady() + Double(plan.timeoutMilliseconds) / 1000
        while try takeAnswers(child, take) == 0 {
            if child.isSilent { throw endedEarly(child) }
            try demandPatience(until: deadline, "said nothing for \(plan.timeoutMilliseconds) ms")
            child.exchange(waitMilliseconds: 50)
        }
    }

    /// Once everything is answered there is nothing to say any more.
    private func awaitEnd(of child: RunningChild) throws(Fault) {
        let deadline = WallClock.steady() + Double(plan.timeoutMilliseconds) / 1000
        while true {
            if child.nextLine() != nil {
                throw fault(.outsideLeftover, "it went on writing after it had answered every record")
            }
            if child.isSilent, child.hasEnded { return }
            try demandPatience(
                until: deadline,
                "answered every record, but did not end within \(plan.timeoutMilliseconds) ms after its input was closed"
            )
            child.exchange(waitMilliseconds: child.isSilent ? 2 : 50)
        }
    }

    private func demandPatience(until deadline: Double, _ words: String) throws(Fault) {
        if abort.isRequested {
            end()
            throw Fault(.placeAborted, .stop, "The run was asked to stop.")
        }
        if WallClock.steady() < deadline { return }
        throw fault(.outsideSilent, "it \(words); \(counted(due.count, "record")) unanswered")
    }

    /// How many answers there were.
    private func takeAnswers(_ child: RunningChild, _ take: Take) throws(Fault) -> Int {
        var taken = 0
        while let line = child.nextLine() {
            lines += 1
            guard let reply = try read(line) else { continue }
            guard let answered = due.popFirst() else {
                throw fault(.outsideLeftover, "its line \(lines) came without a record to answer")
            }
            dueBytes -= answered.bytes
            taken += 1
            try take(answered.item, reply)
        }
        if child.pendingCount > Self.longestAnswer {
            throw fault(.outsideFlood, "it wrote more than \(Self.longestAnswer) bytes without a line end")
        }
        return taken
    }

    /// Nil for a line that is no answer by the protocol.
    private func read(_ line: [UInt8]) throws(Fault) -> OutsideReply? {
        let next = due.first
        do { return try talk.answer(line, number: next?.number) } catch {
            // Without anything due a line is too much, whatever it says.
            guard let next else {
                throw fault(.outsideLeftover, "its line \(lines) came without a record to answer")
            }
            throw fault(
                error.code, "its answer in line \(lines) (record \(next.number)) \(error.words)", record: next.number)
        }
    }

    private func endedEarly(_ child: RunningChild) -> Fault {
        let record = due.first?.number
        // Its output closes a moment before it has ended; or it has closed it and stays.
        let deadline = WallClock.steady() + Double(Self.graceMilliseconds) / 1000
        while !child.hasEnded, WallClock.steady() < deadline { child.exchange(waitMilliseconds: 2) }
        let didEnd = child.hasEnded
        let ending = child.end(graceMilliseconds: Self.graceMilliseconds)
        let how = didEnd ? OutsideProgram.words(ending) : "closed its output"
        return fault(
            .outsideEnded, "it \(how) before it had answered record \(record ?? 0) (\(due.count) unanswered)",
            record: record)
    }

    private static func words(_ ending: RunningChild.Ending) -> String {
        switch ending {
        case .exited(let status): "ended with status \(status)"
        case .killed(let signal): "was ended by signal \(signal)"
        }
    }

    /// The program is ended first, so that its very last words are heard.
    private func fault(_ code: Code, _ words: String, record: Int? = nil) -> Fault {
        child?.end(graceMilliseconds: Self.graceMilliseconds)
        let heard = OutsideText.shown(child?.lastWords ?? [])
        child = nil
        let last = heard.isEmpty ? "It said nothing on standard error." : "Its last words: \(heard)"
        var context = ["program": plan.program]
        context["record"] = record.map { "\($0)" }
        return Fault(code, .stop, "The program \(plan.program) failed: \(words). \(last)", context: context)
    }
}
