import Exchange
import Formats

/// How a file begins and ends, without an opinion about what is in between.
struct EDISurvey {
    private(set) var types: [String: Int] = [:]
    private(set) var messages = 0
    private(set) var interchanges = 0
    /// Every interchange has its UNZ.
    private(set) var isWhole = true

    static func of(_ file: any StagedFile) throws(Fault) -> EDISurvey {
        var survey = EDISurvey()
        try EDIFile.read(file, EDIReader(.tolerant, checksStructure: false), Report(keptPerRule: 0)) {
            event, _ throws(Fault) in
            survey.take(event)
            return .more
        }
        return survey
    }

    private mutating func take(_ event: borrowing EDIEvent) {
        switch copy event {
        case .interchange: interchanges += 1
        case .message(let message):
            messages += 1
            types[message.type?.name ?? "", default: 0] += 1
        case .interchangeEnd(let ending): if ending.trailer == nil { isWhole = false }
        case .group, .groupEnd: break
        }
    }
}

/// A staged file through a reader.
enum EDIFile {
    static func read(
        _ file: any StagedFile, _ reader: EDIReader, _ report: Report,
        _ emit: (borrowing EDIEvent, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        var demand = Demand.more
        try file.eachChunk { chunk throws(Fault) in
            demand = try reader.read(chunk, report: report, emit)
            return demand
        }
        if demand == .more { try reader.finish(report: report, emit) }
    }

    /// Behind a mark and blanks, with an interchange, a message, or a message's first segment.
    private static func begins(_ text: [UInt8]) -> Bool {
        let start = Array(body(text).prefix(4))
        return ["UNA", "UNB", "UNH", "BGM"].contains(String(decoding: start.prefix(3), as: UTF8.self))
            && start.count == 4 && !(0x41...0x5A).contains(start[3])
    }

    private static func body(_ text: [UInt8]) -> ArraySlice<UInt8> {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return text.dropFirst(text.starts(with: mark) ? 3 : 0).drop { $0 <= 0x20 }
    }

    /// What else vendors call EDI, in words; nil for everything that looks like neither. X12 has its element separator behind
    /// every field of its first segment, whose lengths are fixed.
    static func relative(_ file: any StagedFile) throws(Fault) -> String? {
        let text = Array(body(try head(file)).prefix(106))
        if text.starts(with: Array("STX=".utf8)) { return "a file of TRADACOMS" }
        let isX12 =
            text.count == 106 && text.starts(with: Array("ISA".utf8))
            && [6, 17, 20, 31, 34, 50, 53, 69].allSatisfy { text[$0] == text[3] }
        return isX12 ? "a file of X12" : nil
    }

    private static func head(_ file: any StagedFile) throws(Fault) -> [UInt8] {
        var text: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { text.append(contentsOf: $0.prefix(65_536)) }
            return text.count < 65_536 ? .more : .enough
        }
        return text
    }

    /// What the first bytes of a file show: EDIFACT, and of which types.
    static func types(_ file: any StagedFile) throws(Fault) -> Set<String>? {
        let text = try head(file)
        guard
            text.firstRange(of: Array("UNB".utf8)) != nil || text.firstRange(of: Array("UNH".utf8)) != nil
                || begins(text)
        else { return nil }
        var types: Set<String> = []
        let reader = EDIReader(.tolerant, checksStructure: false)
        let unread = Report(keptPerRule: 0)
        do throws(Fault) {
            try file.eachChunk { chunk throws(Fault) in
                try reader.read(chunk, report: unread) { event, _ throws(Fault) in
                    if case .message(let message) = copy event { types.insert(message.type?.name ?? "") }
                    return types.isEmpty ? .more : .enough
                }
            }
            if types.isEmpty {
                try reader.finish(report: unread) { event, _ throws(Fault) in
                    if case .message(let message) = copy event { types.insert(message.type?.name ?? "") }
                    return .more
                }
            }
        } catch { return types.isEmpty ? nil : types }
        return types.isEmpty && !begins(text) ? nil : types
    }
}
