import Exchange

/// Segments to interchanges, groups and messages. Tags alone say where one begins and ends; counts and references are held
/// against that afterwards.
struct EDIEnvelope {
    typealias Emit = (borrowing EDIEvent, Position) throws(Fault) -> Demand

    let limits: EDILimits
    let voice: EDIVoice
    let structure: EDIStructure?
    var counts = EDICounts()

    var interchange: EDIInterchange?
    var group: EDIGroup?
    var message: EDIMessage?
    /// In the interchange: groups, messages, messages outside of groups; and messages in the group.
    var groups = 0
    var messages = 0
    var bare = 0
    var messagesInGroup = 0

    var advice: (bytes: [UInt8], place: EDIStray)?
    private var storage = EDIStorage()
    var references = EDIReferences()
    var interchangeReferences = EDIReferences()
    /// Where the segment at hand begins: the end of whatever is open.
    private var here = (byte: 0, line: 1)

    init(_ mode: EDIMode, _ limits: EDILimits, checksStructure: Bool) {
        self.limits = limits
        voice = EDIVoice(mode)
        structure = checksStructure ? EDIStructure() : nil
    }

    mutating func take(
        _ part: EDIPart, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        switch part {
        case .stray(let stray):
            counts.stray += stray.count
            tell(stray, report)
            return .more
        case .advice(let raw, let place):
            here = (place.start, place.line)
            let demand = try closeAll(report, emit)
            dropAdvice()
            advice = (Array(raw), place)
            return demand
        case .segment(let cut):
            return try segment(cut, separators, report, emit)
        }
    }

    /// The file has ended, after `end` bytes.
    mutating func finish(at end: Int, _ report: Report, _ emit: Emit) throws(Fault) {
        here.byte = end
        _ = try closeAll(report, emit)
        dropAdvice()
    }

    /// UNA with no UNB behind it belongs to nothing.
    private mutating func dropAdvice() {
        counts.stray += advice?.bytes.count ?? 0
        advice = nil
    }

    private mutating func segment(
        _ cut: EDICut, _ separators: EDISeparators, _ report: Report, _ emit: Emit
    ) throws(Fault) -> Demand {
        counts.segments += 1
        here = (cut.start, cut.line)
        var demand = Demand.more
        switch cut.tag {
        case "UNB":
            demand = try closeAll(report, emit)
            if demand == .more { demand = try beginInterchange(cut, separators, report, emit) }
        case "UNG":
            demand = try closeMessage(report, emit)
            if demand == .more { demand = try closeGroup(report, emit) }
            if demand == .more { demand = try beginGroup(cut, separators, report, emit) }
        case "UNH":
            demand = try closeMessage(report, emit)
            if demand == .more { try beginMessage(cut, separators, report) }
        case "UNT" where message != nil:
            try append(cut)
            tell(cut, report)
            return try cut.isClosed ? endMessage(report, emit) : .more
        case "UNE" where group != nil && cut.isClosed:
            demand = try closeMessage(report, emit)
            if demand == .more { demand = try endGroup(cut, separators, report, emit) }
        case "UNZ" where interchange != nil && cut.isClosed:
            demand = try closeMessage(report, emit)
            if demand == .more { demand = try closeGroup(report, emit) }
            if demand == .more { demand = try endInterchange(cut, separators, report, emit) }
        default:
            try content(cut, separators, report)
        }
        tell(cut, report)
        return demand
    }

    /// A segment of a message, of a body without one, or of nothing.
    private mutating func content(_ cut: EDICut, _ separators: EDISeparators, _ report: Report) throws(Fault) {
        if message != nil {
            try append(cut)
        } else if interchange == nil, counts.messages == 0, counts.interchanges == 0, cut.tag.isUsual {
            try beginMessage(cut, separators, report)
        } else {
            counts.lost += cut.bytes.count
            guard cut.tag != "UNZ", cut.isClosed, cut.tag.word != 0 else { return }
            voice.say(
                .ediSegmentStray, position(cut), report,
                "The segment \(cut.tag) stands outside of every message.")
        }
    }

    // MARK: Messages

    private mutating func beginMessage(_ cut: EDICut, _ separators: EDISeparators, _ report: Report) throws(Fault) {
        if interchange == nil { dropAdvice() }
        if !isKnownUniquelyReferenced(&storage) { storage = EDIStorage() }
        storage.restart(separators)
        counts.messages += 1
        messages += 1
        messagesInGroup += 1
        if group == nil { bare += 1 }
        voice.worst = nil
        message = EDIMessage(
            storage: storage, number: counts.messages, place: messages, start: cut.start, line: cut.line,
            interchange: interchange, group: group)
        try append(cut)
        if interchange == nil {
            let what = cut.tag == "UNH" ? "The message" : "A part of a message, which begins with \(cut.tag),"
            voice.say(
                .ediInterchangeNone, position(cut), report,
                "\(what) stands in no interchange: there is no UNB before it.")
        }
    }

    private mutating func append(_ cut: EDICut) throws(Fault) {
        if storage.bytes.count + cut.bytes.count > limits.message {
            let begun = message?.line ?? cut.line
            throw EDIRefusal.longMessage(
                counts.messages, line: begun, byte: message?.start ?? cut.start, limit: limits.message)
        }
        storage.append(cut)
    }

    /// UNT has come.
    private mutating func endMessage(_ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        guard var ended = message else { return .more }
        message = nil
        ended.isWhole = ended.tag(0) == "UNH"
        if ended.isWhole { checkMessage(ended, report) }
        return try give(&ended, report, emit)
    }

    /// Something else has come.
    private mutating func closeMessage(_ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        guard var ended = message else { return .more }
        message = nil
        let last = ended[ended.count - 1]
        voice.say(
            .ediMessageUnclosed, last.position(), report,
            "Message \(ended.number) has no UNT; its last segment is \(last.tag), on line \(last.line).")
        return try give(&ended, report, emit)
    }

    private mutating func give(_ ended: inout EDIMessage, _ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        EDICharsetCheck.settle(ended, voice, report)
        structure?.check(ended, voice, report)
        ended.worst = voice.worst
        return try emit(.message(ended), ended.position)
    }

    // MARK: What nothing has ended

    private mutating func closeAll(_ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        guard try closeMessage(report, emit) == .more else { return .enough }
        guard let open = interchange else { return .more }
        voice.say(
            .ediInterchangeUnclosed, implied, report,
            "Interchange \(open.number) has no UNZ; \(counted(messages, "message")) came before the cut.")
        let ending = EDIEnding(trailer: nil, messages: messages, groups: groups)
        interchange = nil
        group = nil
        return try emit(.interchangeEnd(ending), implied)
    }

    private mutating func closeGroup(_ report: Report, _ emit: Emit) throws(Fault) -> Demand {
        guard group != nil else { return .more }
        voice.say(.ediGroupUnclosed, implied, report, "Group \(groups) of the interchange has no UNE.")
        group = nil
        return try emit(.groupEnd(EDIEnding(trailer: nil, messages: messagesInGroup, groups: 0)), implied)
    }

    /// The last byte before what is at hand.
    private var implied: Position {
        Position(record: counts.messages, byte: max(0, here.byte - 1), line: here.line)
    }

    func position(_ cut: EDICut) -> Position {
        Position(record: counts.messages, byte: cut.start, line: cut.line, path: "\(cut.tag)")
    }
}
