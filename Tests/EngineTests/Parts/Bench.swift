import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

/// One profile between two places, a ledger and a workspace of its own, and a clock that only moves when slept.
/// After every run an auditor holds the ledger and the target against the protocol.
final class Bench {
    let scratch: Scratch
    let time = FakeTime()
    let source: MemoryPlace
    let target: MemoryPlace
    let sourceTap = Tap()
    let targetTap: Tap
    private let places: (source: any Transport, target: any Transport)

    var feed: any Feed = CopyFeed()
    var files = "*.txt"
    /// Instead of `files`.
    var choice: FileChoice?
    var order = PickupOrder.name
    var settle: Int? = 0
    var age = 0
    var atMost: Int?
    var sizes = 0...Int.max
    var empty = EmptyFiles.hold
    var claim = SourceClaim.none
    var wait = 0
    var doneFile: NamePattern?
    var expect = 0
    var after = AfterPickup.move(folder: "done")
    var folder = "out"
    var name = "copy_{date}_{ordinal}.txt"
    var conflict = NameConflict.refuse
    var check = DeliveryCheck.readback
    var temporary = TemporaryName.standard
    /// What is published beside the deliveries.
    var marker: NamePattern?
    var markerContent = DoneContent.empty
    var manifest: NamePattern?
    /// In seconds.
    var takenWithin: Int?
    var limits = GuardLimits()
    var retention = Retention()
    var pgp: PGPPlan?
    var deadline: Int?
    var bounds = RunBounds()
    var notices = NoticePlan()
    /// The clock of the deadline.
    var steady: @Sendable () -> Double = { 0 }
    var configuration = "1"
    /// What the profile calls the receiving place.
    var receiver = "alma"
    /// Whether the last delivered load is whole, as far as the test knows.
    var auditsLoad = true
    /// Whether each run is audited once it is over; a test that measures does that itself.
    var isAudited = true
    var naming: (String) -> String? = { $0 }
    /// What the receiver had before; no business of the auditor's.
    private(set) var said: [String] = []

    /// Places in memory, `source` and `target` where these are given, or quite others.
    init(
        temporariesAreOurs: Bool = false, source: MemoryPlace = MemoryPlace(), target: MemoryPlace = MemoryPlace(),
        local: (source: any Transport, target: any Transport)? = nil
    ) throws {
        self.source = source
        self.target = target
        scratch = try Scratch()
        targetTap = Tap(temporariesAreOurs: temporariesAreOurs)
        for (place, folder) in [(source, "in"), (source, "done"), (target, "out")] { place.makeFolder(folder) }
        places = local ?? (MemoryTransport(source), MemoryTransport(target))
    }

    /// Both places as folders below the bench's own.
    static func local() throws -> Bench {
        let scratch = try Scratch()
        for folder in ["from/in", "from/done", "to/out"] { try scratch.folder(folder) }
        let bench = try Bench(
            local: (LocalTransport(folder: scratch.at("from")), LocalTransport(folder: scratch.at("to"))))
        bench.keep = scratch
        return bench
    }

    private var keep: Scratch?
    /// What holds both places, where they are local.
    var localFolder: String? { keep?.path }

    func put(_ path: String, _ text: String) throws {
        guard let keep else { return source.put(path, Array(text.utf8)) }
        try keep.write("from/\(path)", text)
    }

    var plan: RunPlan {
        get throws {
            RunPlan(
                profile: ProfileName(institution: "test", profile: "copy"), feed: feed,
                pickup: PickupPlan(
                    connection: "campus", transport: TappedTransport(places.source, sourceTap), folder: "in",
                    files: try choice ?? FileChoice(#require(FilePattern(files))), order: order,
                    settleMilliseconds: settle,
                    ageMilliseconds: age, waitMilliseconds: wait, doneFile: doneFile, expect: expect, atMost: atMost,
                    sizes: sizes, empty: empty, claim: claim, after: after),
                delivery: DeliveryPlan(
                    connection: receiver, transport: TappedTransport(places.target, targetTap), folder: folder,
                    name: try NamePattern(name, allowed: feed.placeholders), conflict: conflict, check: check,
                    temporary: temporary, doneFile: marker, doneContent: markerContent, manifest: manifest,
                    takenWithinSeconds: takenWithin),
                limits: limits, pgp: pgp, zone: "UTC", retention: retention, deadlineMilliseconds: deadline,
                bounds: bounds, notices: notices,
                sources: [SourceFile(path: "Profiles/copy.yaml", bytes: Array(configuration.utf8))])
        }
    }

    /// Carries out one run and has it audited, however it ends.
    @discardableResult
    func run(
        _ wishes: RunWishes = RunWishes(), abort: Abort = .never, state: String = "state", memory: Memory? = nil
    ) throws -> RunReport {
        try conduct(abort: abort, state: state, memory: memory) { conductor in try conductor.carryOut(wishes) }
    }

    /// Releases a held run, and has that audited.
    @discardableResult
    func release(_ run: String, reason: String = "asked the registrar") throws -> RunReport {
        try conduct { conductor in
            try conductor.release(ReleaseOrder(run: run, reason: reason, person: "alice"))
        }
    }

    /// Decides about a delivery in doubt, and has that audited; `show` is given the evidence.
    @discardableResult
    func settle(
        _ word: String, _ answer: SettleOrder.Answer, show: ([ReportLine]) -> Void = { _ in }
    ) throws -> RunReport {
        let row = try ledger { ledger in try NamedDeliveries(ledger).doubted(word) }
        return try conduct { conductor in
            try conductor.settle(SettleOrder(row, answer, reason: "asked them", person: "alice"), show: show)
        }
    }

    private func conduct(
        abort: Abort = .never, state: String = "state", memory: Memory? = nil,
        _ body: (Conductor) throws -> RunReport
    ) throws -> RunReport {
        let path = scratch.at(state)
        let workspace = try Workspace(path)
        let ledger = try SQLiteLedger(
            path: "\(path)/ledger.sqlite", institution: "test", now: { self.time.now }, hash: SHA256.digest(of:))
        defer { ledger.close() }
        let around = Surroundings(
            now: { self.time.now }, sleep: self.time.sleep, abort: abort, steady: steady, owner: "test",
            say: { self.said.append($0) }, naming: naming)
        defer { if isAudited { do { try audit() } catch { Issue.record(error) } } }
        let conductor = Conductor(
            try plan, ledger: ledger, workspace: workspace, memory: memory, zone: .utc, around: around)
        return try body(conductor)
    }

    /// Sends what there is to tell, as a process does after its run; time passes only while it pauses.
    @discardableResult
    func tell(all: Bool = false, abort: Abort = .never) throws -> NoticeTally {
        let path = scratch.at("state")
        let time = self.time
        return try told { ledger in
            let around = Surroundings(
                now: { time.now }, sleep: time.sleep, abort: abort, steady: { 0 }, owner: "test",
                say: { self.said.append($0) })
            let plan = notices
            let sending = NoticeSending(ledger, StoredReports(try Workspace(path)), around) { _ in plan }
            return try sending.send(all: all)
        }
    }

    /// With the bench's own clock.
    func told<Answer>(_ ask: (SQLiteLedger) throws -> Answer) throws -> Answer {
        let ledger = try SQLiteLedger(
            path: scratch.at("state/ledger.sqlite"), institution: "test", now: { self.time.now },
            hash: SHA256.digest(of:))
        defer { ledger.close() }
        return try ask(ledger)
    }

    /// What the ledger says, through a connection of its own.
    func ledger<Answer>(_ ask: (SQLiteLedger) throws -> Answer) throws -> Answer {
        let ledger = try Auditor.ledger(scratch.at("state/ledger.sqlite"), "test")
        defer { ledger.close() }
        return try ask(ledger)
    }

    func audit() throws {
        guard !scratch.names("state").isEmpty else { return }
        try ledger { ledger in
            let auditor = try Auditor(ledger)
            try auditor.check { path in bytes(path) }
            guard auditsLoad, (feed as? CopyFeed)?.remembers == true else { return }
            try auditor.checkBaseline(of: "copy", state: scratch.at("state")) { run in
                try ledger.deliveries(of: run.id).flatMap { bytes($0.target) ?? [] }
            }
        }
    }

    private func bytes(_ path: String) -> [UInt8]? {
        guard let keep else { return target.bytes(path) }
        return keep.bytes("to/\(path)")
    }

    func delivered(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    /// Every file of the target.
    var out: [String] { keep.map { $0.names("to/out").map { "out/\($0)" } } ?? target.paths }
    /// Every file of the source.
    var there: [String] {
        guard let keep else { return source.paths }
        return ["done", "in"].flatMap { folder in keep.names("from/\(folder)").map { "\(folder)/\($0)" } }
    }

    /// Every file in the folders of the runs but conversion, report, rejects and changes.
    var copies: [String] {
        scratch.names("state/runs").flatMap { run in
            ["in", "out"].flatMap { folder in
                scratch.names("state/runs/\(run)/\(folder)").map { "\(run)/\(folder)/\($0)" }
            }
        }.filter { !$0.contains("rejects") && !$0.contains("changes") }
    }
}
