import Exchange
import Machine

/// The programs of a profile, one after the other: what the first makes of a record goes to the second, and so on. A
/// record that any of them refuses is refused as a whole, also where an earlier one had made several of it.
final class OutsideChain: OutsideTransformer {
    typealias Emit = (OutsideAnswer) throws(Fault) -> Void

    /// One record as the feed gave it, and what has become of it so far.
    private struct Group {
        let position: Position
        let token: Int
        /// How many of its records are still on their way.
        var underway = 1
        var records: [FieldRecord] = []
        var refusal: String?
    }

    private let programs: [OutsideProgram]
    private var groups = Queue<Group>()
    private var given = 0

    /// Each program begins in a folder of its own below `folder`.
    init(_ plans: [TransformerPlan], _ facts: RunFacts, in folder: Folder, _ abort: Abort) throws(Fault) {
        var programs: [OutsideProgram] = []
        for (index, plan) in plans.enumerated() {
            let own = try folder.making("\(index + 1)")
            programs.append(OutsideProgram(plan, facts, folder: own.path, abort))
        }
        self.programs = programs
    }

    var adds: [String] { programs.flatMap(\.plan.adds) }

    func put(_ record: FieldRecord, at position: Position, token: Int, _ emit: Emit) throws(Fault) {
        groups.append(Group(position: position, token: token))
        given += 1
        try pass(record, of: given - 1, to: 0, emit)
    }

    func catchUp(_ emit: Emit) throws(Fault) {
        for (stage, program) in programs.enumerated() {
            try program.catchUp { item, reply throws(Fault) in try self.sort(item, reply, stage, emit) }
        }
    }

    func finish(_ emit: Emit) throws(Fault) {
        for (stage, program) in programs.enumerated() {
            try program.finish { item, reply throws(Fault) in try self.sort(item, reply, stage, emit) }
        }
    }

    /// Ends every program, whatever it is doing.
    func end() { for program in programs { program.end() } }

    private func pass(_ record: FieldRecord, of group: Int, to stage: Int, _ emit: Emit) throws(Fault) {
        if stage == programs.count {
            groups[group].records.append(record)
            groups[group].underway -= 1
            return try release(emit)
        }
        let number = groups[group].position.record
        try programs[stage].put(record, number: number, item: group) { item, reply throws(Fault) in
            try self.sort(item, reply, stage, emit)
        }
    }

    private func sort(_ group: Int, _ reply: OutsideReply, _ stage: Int, _ emit: Emit) throws(Fault) {
        switch reply {
        case .rejected(let why):
            if groups[group].refusal == nil { groups[group].refusal = why }
            groups[group].underway -= 1
        case .records(let records):
            groups[group].underway += records.count - 1
            for record in records { try pass(record, of: group, to: stage + 1, emit) }
        }
        try release(emit)
    }

    /// In the order in which they came, as far as they are done.
    private func release(_ emit: Emit) throws(Fault) {
        while let first = groups.first, first.underway == 0 {
            _ = groups.popFirst()
            let fate = first.refusal.map { OutsideAnswer.Fate.rejected($0) } ?? .records(first.records)
            try emit(OutsideAnswer(position: first.position, token: first.token, fate: fate))
        }
    }
}
