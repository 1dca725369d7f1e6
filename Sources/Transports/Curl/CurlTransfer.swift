import CCurl
import Exchange
import Machine

/// One transfer at a time through one easy handle, which is used again and again.
///
/// What arrives is handed on as it comes; a fault thrown there ends the transfer and is its `fault`.
final class CurlTransfer {
    let library: CurlLibrary
    let easy: UnsafeMutableRawPointer

    /// Takes what comes of a body.
    var body: ((UnsafeRawBufferPointer) throws(Fault) -> Void)?
    /// Takes each line of the protocol's own that the server says (headers, FTP's replies), without its end.
    var line: (([UInt8]) throws(Fault) -> Void)?
    /// Gives what is to be sent: how many bytes it put there, 0 at the end.
    var source: ((UnsafeMutableRawBufferPointer) throws(Fault) -> Int)?

    /// The first fault of the three above, or one the loop found.
    private(set) var fault: Fault?
    /// How it ended; nil until then, and where the loop gave it up.
    private(set) var outcome: CurlOutcome?

    private var lists: [UnsafeMutableRawPointer] = []
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: 256)
    /// Bytes moved since `takeMoved` was last asked.
    private var moved = 0

    init(_ library: CurlLibrary) throws(Fault) {
        self.library = library
        guard let made = library.api.easy_init() else {
            words.deallocate()
            throw Fault(.curlLibrary, .stop, "The library libcurl could not begin a transfer: there is no memory.")
        }
        easy = made
        words[0] = 0
    }

    deinit {
        library.api.easy_cleanup(easy)
        freeLists()
        words.deallocate()
    }

    /// As new: options, closures and outcome. Connections and TLS sessions belong to the loop and stay.
    func reset() throws(Fault) {
        library.api.easy_reset(easy)
        freeLists()
        (body, line, source, fault, outcome, moved) = (nil, nil, nil, nil, nil, 0)
        words[0] = 0
        let me = Unmanaged.passUnretained(self).toOpaque()
        try CurlTransfer.wire(self, me, words)
    }

    /// What it carried to and from is no concern of its any more.
    func letGo() { (body, line, source) = (nil, nil, nil) }

    func set(_ option: CurlNumber, _ value: Int) throws(Fault) {
        var api = library.api
        try accepted(exchange_curl_set_number(&api, easy, option.rawValue, Int64(value)), "\(option)")
    }

    func set(_ option: CurlNumber, _ value: Bool) throws(Fault) { try set(option, value ? 1 : 0) }

    func set(_ option: CurlText, _ value: String?) throws(Fault) {
        var api = library.api
        // A text with a zero byte in it would silently be another one.
        guard value?.utf8.contains(0) != true else { throw refused("\(option)") }
        try accepted(exchange_curl_set_text(&api, easy, option.rawValue, value), "\(option)")
    }

    /// libcurl keeps a copy of its own until the transfer is reset; ours is erased at once.
    func set(_ option: CurlText, _ value: Secret) throws(Fault) {
        var api = library.api
        let code = try value.lend { bytes throws(Fault) in
            guard !bytes.contains(0) else { throw refused("\(option)") }
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
            defer {
                exchange_curl_erase(copy.baseAddress, copy.count)
                copy.deallocate()
            }
            copy.copyMemory(from: bytes)
            copy[bytes.count] = 0
            let text = copy.baseAddress?.assumingMemoryBound(to: CChar.self)
            return exchange_curl_set_text(&api, easy, option.rawValue, text)
        }
        try accepted(code, "\(option)")
    }

    /// A line with a line break in it could be two commands, or two headers.
    func set(_ option: CurlList, _ lines: [String]) throws(Fault) {
        var api = library.api
        var list: UnsafeMutableRawPointer?
        for line in lines {
            guard !line.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
                if let list { api.list_free(list) }
                throw refused("\(option)")
            }
            list = api.list_append(list, line) ?? list
        }
        if let list { lists.append(list) }
        try accepted(exchange_curl_set_pointer(&api, easy, option.rawValue, list), "\(option)")
    }

    func number(_ fact: CurlFact) -> Int {
        var api = library.api
        return Int(exchange_curl_number(&api, easy, fact.rawValue))
    }

    func text(_ fact: CurlTextFact) -> String? {
        var api = library.api
        return exchange_curl_text(&api, easy, fact.rawValue).map { String(cString: $0) }
    }

    /// The loop's word on how it ended.
    func end(_ code: Int32) {
        let said = words[0] == 0 ? library.api.easy_strerror(code) : UnsafePointer(words)
        outcome = CurlOutcome(
            code: code, words: said.map { PlacePath.readable(String(cString: $0)) } ?? "",
            response: max(0, number(.response)), downloaded: max(0, number(.downloaded)),
            uploaded: max(0, number(.uploaded)), announced: number(.announced), wasReady: number(.ready) > 0)
    }

    func end(_ fault: Fault) { if self.fault == nil { self.fault = fault } }

    /// Bytes that came or went since this was last asked.
    func takeMoved() -> Int {
        defer { moved = 0 }
        return moved
    }

    private func freeLists() {
        for list in lists { library.api.list_free(list) }
        lists = []
    }

    private func accepted(_ code: Int32, _ option: String) throws(Fault) {
        if code != 0 { throw refused(option) }
    }

    private func refused(_ option: String) -> Fault {
        Fault(
            .curlLibrary, .stop, "The library libcurl \(library.version) does not take what is needed of '\(option)'.")
    }

    fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        moved += bytes.count
        do throws(Fault) { try body?(bytes) } catch { end(error) }
        return fault == nil
    }

    fileprivate func takeLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        moved += bytes.count
        var end = bytes.count
        while end > 0, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
        do throws(Fault) { try line?(Array(bytes[..<end])) } catch { self.end(error) }
        return fault == nil
    }

    /// Nil where there was a fault.
    fileprivate func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        var given = 0
        do throws(Fault) { given = try source?(buffer) ?? 0 } catch { end(error) }
        moved += given
        return fault == nil ? given : nil
    }
}

extension CurlTransfer {
    /// Hands libcurl the three ways of bytes.
    fileprivate static func wire(
        _ transfer: CurlTransfer, _ owner: UnsafeMutableRawPointer, _ words: UnsafeMutablePointer<CChar>
    ) throws(Fault) {
        var api = transfer.library.api
        let easy = transfer.easy
        let codes = [
            exchange_curl_set_pointer(&api, easy, 10_010, words),
            exchange_curl_set_pointer(&api, easy, 10_001, owner), exchange_curl_set_bytes(&api, easy, 20_011, taking),
            exchange_curl_set_pointer(&api, easy, 10_029, owner), exchange_curl_set_bytes(&api, easy, 20_079, lining),
            exchange_curl_set_pointer(&api, easy, 10_009, owner), exchange_curl_set_bytes(&api, easy, 20_012, giving),
        ]
        for code in codes { try transfer.accepted(code, "callbacks") }
    }

    private static func owner(_ owner: UnsafeMutableRawPointer?) -> CurlTransfer? {
        owner.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// `CURL_WRITEFUNC_ERROR`: any count but the right one; it must differ for an empty piece as well.
    private static let failed = 0xFFFF_FFFF

    private static let taking: exchange_curl_bytes = { bytes, size, count, me in
        guard let transfer = owner(me) else { return failed }
        let isTaken = transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return isTaken ? size * count : failed
    }

    private static let lining: exchange_curl_bytes = { bytes, size, count, me in
        guard let transfer = owner(me) else { return failed }
        let isTaken = transfer.takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return isTaken ? size * count : failed
    }

    /// `CURL_READFUNC_ABORT` where there was a fault.
    private static let giving: exchange_curl_bytes = { bytes, size, count, me in
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return owner(me)?.give(buffer) ?? 0x1000_0000
    }
}
