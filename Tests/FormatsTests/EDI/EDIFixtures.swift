import ConformanceKit
import Exchange
import Formats

/// An event as tests look at it.
struct SeenEvent: Equatable, Sendable {
    var kind = ""
    var raw: [UInt8] = []
    var plain: [EDIPlainSegment] = []
    var isWhole = false
    var worst: Severity?
    var counts: [Int] = []

    var text: String { String(decoding: raw, as: UTF8.self) }
}

func seen(_ event: borrowing EDIEvent) -> SeenEvent {
    switch copy event {
    case .interchange(let begun): SeenEvent(kind: "interchange", raw: begun.raw, plain: [begun.header.plain])
    case .group(let begun): SeenEvent(kind: "group", raw: begun.raw, plain: [begun.header.plain])
    case .message(let message):
        SeenEvent(
            kind: "message", raw: message.raw, plain: message.plain, isWhole: message.isWhole, worst: message.worst)
    case .groupEnd(let ending): SeenEvent(kind: "group end", raw: ending.raw, counts: [ending.messages])
    case .interchangeEnd(let ending):
        SeenEvent(kind: "interchange end", raw: ending.raw, counts: [ending.messages, ending.groups])
    }
}

func ediSuite(_ mode: EDIMode = .tolerant, _ limits: EDILimits = EDILimits()) -> ReaderSuite<EDIReader, SeenEvent> {
    ReaderSuite({ EDIReader(mode, limits: limits) }, keep: { seen($0) })
}

/// What reading `text` in one piece gives.
func edi(_ text: String, _ mode: EDIMode = .tolerant) -> ReaderOutcome<SeenEvent> {
    ediSuite(mode).read(Array(text.utf8), by: 1 << 20)
}

extension ReaderOutcome<SeenEvent> {
    var codes: [String] { findings.map(\.rule.name) }
    var messages: [SeenEvent] { records.filter { $0.kind == "message" } }
}

/// Reads `bytes` and hands every event to `take`.
@discardableResult
func readEDI(
    _ bytes: [UInt8], _ mode: EDIMode = .tolerant, by size: Int = 1 << 16, report: Report = Report(),
    _ take: (EDIEvent) throws(Fault) -> Void = { _ in }
) throws(Fault) -> EDICounts {
    let reader = EDIReader(mode)
    var index = 0
    while index < bytes.count {
        let chunk = Array(bytes[index..<min(bytes.count, index + size)])
        _ = try chunk.withUnsafeBufferPointer { chunk throws(Fault) in
            try reader.read(UnsafeRawBufferPointer(chunk).bytes, report: report) { event, _ throws(Fault) in
                try take(copy event)
                return .more
            }
        }
        index += size
    }
    try reader.finish(report: report) { event, _ throws(Fault) in
        try take(copy event)
        return .more
    }
    return reader.counts
}

/// Sound interchanges of every kind this program knows, and one with groups.
enum EDISample {
    static let invoice = """
        UNA:+.? '
        UNB+UNOC:3+9990001:31B+9990002:31B+260115:0930+IC0001++INVOIC'
        UNH+1+INVOIC:D:96A:UN:EAN008'
        BGM+380+INV-1001+43'
        DTM+137:20260114:102'
        NAD+BY+9990002::31B'
        NAD+SU+9990001::31B'
        CUX+2:EUR:4'
        ALC+C++++DL::28:Freight'
        MOA+8:5.00'
        LIN+1++9780000000019:EN'
        PIA+5+0000000019:IB'
        IMD+L+050+:::Owls ?+ oaks?: what?'s in a name??'
        QTY+47:2'
        MOA+203:20.00'
        PRI+AAB:10.00'
        RFF+LI:POL-1'
        RFF+SLI:V-77'
        TAX+7+VAT+++:::0+Z'
        MOA+124:0'
        LIN+2++9780000000026:EN'
        IMD+L+050+:::Street'
        QTY+47:1'
        MOA+203:12.50'
        PRI+AAB:12.50'
        RFF+LI:POL-2'
        UNS+S'
        CNT+1:3'
        CNT+2:2'
        MOA+79:37.50'
        MOA+9:37.50'
        UNT+30+1'
        UNZ+1+IC0001'

        """

    static let response = """
        UNA:+.? '
        UNB+UNOC:3+9990001:31B+9990002:31B+260115:0930+IC0003++ORDRSP'
        UNG+ORDRSP+9990001:31B+9990002:31B+260115:0930+G7+UN+D:96A'
        UNH+1+ORDRSP:D:96A:UN:EAN008'
        BGM+231+R-9+4'
        DTM+137:20260111:102'
        RFF+ON:PO-55'
        NAD+BY+9990002::31B'
        NAD+SU+9990001::31B'
        CUX+2:EUR:9'
        LIN+1+24'
        PIA+5+0000000019:IB'
        QTY+21:2'
        QTY+83:2'
        DTM+44:20260301:102'
        FTX+LIN++NP:8B:28'
        RFF+LI:POL-1'
        UNS+S'
        CNT+2:1'
        UNT+17+1'
        UNE+1+G7'
        UNZ+1+IC0003'

        """

    static let despatch = """
        UNB+UNOC:3+9990001:31B+9990002:31B+260115:0930+IC0004++DESADV'UNH+1+DESADV:D:96A:UN:EAN005'BGM+351+D-3+9'\
        DTM+137:20260112:102'RFF+ON:PO-55'NAD+BY+9990002::31B'NAD+SU+9990001::31B'CPS+1'PAC+1'PCI+33E'\
        GIN+BJ+00099900010000000019'LIN+1++9780000000019:EN'QTY+12:2'RFF+LI:POL-1'CNT+2:1'UNT+15+1'UNZ+1+IC0004'
        """

    static let quotes = """
        UNA=*.\\ ~UNB*UNOC=3*9990001=31B*9990002=31B*260115=0930*IC0005**QUOTES~UNH*1*QUOTES=D=96A=UN=EAN002~\
        BGM*31C==28*Q-4*9~DTM*137=20260105=102~DTM*36=20260205=102~CUX*2=EUR=12~NAD*BY*9990002==31B~\
        NAD*SU*9990001==31B~LIN*1**9780000000019=EN~IMD*L*010*===Doe~IMD*L*050*===Owls \\* oaks'+:?~QTY*1=1~\
        GIR*001*MAIN=LLO*HIST=LFN~PRI*AAE=10.00=CA~RFF*QLI=Q4-1~UNS*S~CNT*2=1~UNT*17*1~UNZ*1*IC0005~
        """

    /// Two interchanges, the first with two messages.
    static var several: String {
        let second = invoice.replacing("UNA:+.? '\n", with: "").replacing("IC0001", with: "IC0002")
        let one = message(invoice).replacing("UNH+1+", with: "UNH+7+").replacing("UNT+30+1'", with: "UNT+30+7'")
        return invoice.replacing("UNZ+1+", with: one + "UNZ+2+") + second
    }

    static let all = [invoice, response, despatch, quotes, several]

    /// UNH to UNT of the first message, with the line break behind it.
    static func message(_ interchange: String) -> String {
        let start = interchange.range(of: "UNH").map(\.lowerBound) ?? interchange.startIndex
        let end = interchange.range(of: "UNZ").map(\.lowerBound) ?? interchange.endIndex
        return String(interchange[start..<end])
    }
}

extension String {
    /// Where `part` first stands.
    func range(of part: String) -> Range<String.Index>? { firstRange(of: part) }

    /// With lines broken after every `width` characters, as some programs do.
    func wrapped(at width: Int) -> String {
        var text = ""
        for (index, character) in replacing("\n", with: "").enumerated() {
            if index > 0, index % width == 0 { text.append("\n") }
            text.append(character)
        }
        return text
    }
}
