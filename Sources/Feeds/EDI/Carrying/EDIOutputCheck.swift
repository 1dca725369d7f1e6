import Exchange
import Formats

/// Reads deliveries back: as many whole messages as were judged good, worth as much, with an envelope that counts them.
struct EDIOutputCheck {
    private let judge: any EDIJudge
    private let how: Verification

    init(_ judge: any EDIJudge, _ how: Verification) {
        self.judge = judge
        self.how = how
    }

    func check(_ outputs: [any StagedFile], _ tally: Tally) throws(Fault) {
        var messages = 0
        for (index, output) in outputs.enumerated() {
            var found = try read(output)
            messages += found.messages
            if how == .full, try count(output) != found.messages {
                throw refused(output, "has another number of messages when its segments are counted another way")
            }
            found.sums["messages"] = Decimal(whole: found.messages)
            for control in tally.controls where control.output == index + 1 {
                let seen = found.sums[control.name] ?? .zero
                guard seen == control.total else {
                    throw refused(output, "has \(seen) \(control.name), and should have \(control.total)")
                }
            }
        }
        guard messages == tally.accepted else {
            throw Fault(
                .ediOutput, .stop,
                "\(counted(tally.accepted, "message")) were to go out, and the files hold \(messages).")
        }
    }

    private struct Found {
        var messages = 0
        var sums: [String: Decimal] = [:]
    }

    private func read(_ output: any StagedFile) throws(Fault) -> Found {
        var found = Found()
        var broken = 0
        let report = Report(keptPerRule: 1)
        try EDIFile.read(output, EDIReader(.tolerant, checksStructure: how == .full), report) {
            event, _ throws(Fault) in
            if case .message(let message) = copy event {
                found.messages += 1
                if !message.isWhole { broken += 1 }
                if let type = message.type?.name, self.judge.types.contains(type), let money = self.judge.money(message)
                {
                    let sum = (found.sums[money.currency.code] ?? .zero).plus(money.amount)
                    found.sums[money.currency.code] = sum
                }
            }
            return .more
        }
        if broken > 0 { throw refused(output, "has \(counted(broken, "message")) without an end") }
        return found
    }

    /// By counting UNH behind terminators: no code of the reader's.
    private func count(_ output: any StagedFile) throws(Fault) -> Int {
        var scan = EDISegmentScan()
        try output.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { for byte in $0 { scan.take(byte) } }
            return .more
        }
        return scan.messages
    }

    private func refused(_ output: any StagedFile, _ words: String) -> Fault {
        Fault(.ediOutput, .stop, "\(PlacePath.readable(output.name)) \(words). Nothing was sent.")
    }
}

/// Counts messages in bytes, knowing no more than that a segment ends with its terminator and a release character takes the
/// meaning from what follows.
struct EDISegmentScan {
    private(set) var messages = 0
    private var terminator: UInt8 = 0x27
    private var release: UInt8 = 0x3F
    private var tag: [UInt8] = []
    private var isReleased = false
    private var advice: [UInt8]?
    /// What stands before the first interchange is none of it.
    private var hasBegun = false

    mutating func take(_ byte: UInt8) {
        if !hasBegun { return begin(byte) }
        if var signs = advice {
            signs.append(byte)
            advice = signs
            if signs.count == 6 {
                release = signs[3] == 0x20 ? 0 : signs[3]
                terminator = signs[5]
                advice = nil
                tag = []
            }
            return
        }
        if isReleased {
            isReleased = false
        } else if byte == terminator {
            tag = []
        } else if byte == 0x0A || byte == 0x0D {
            return
        } else if release != 0, byte == release {
            isReleased = true
        } else if tag.count < 3, !(tag.isEmpty && byte <= 0x20) {
            tag.append(byte)
            if tag == Array("UNH".utf8) { messages += 1 }
            if tag == Array("UNA".utf8) { advice = [] }
        }
    }

    private mutating func begin(_ byte: UInt8) {
        tag = Array((tag + [byte]).suffix(3))
        if tag == Array("UNA".utf8) { advice = [] }
        hasBegun = tag == Array("UNA".utf8) || tag == Array("UNB".utf8)
    }
}
