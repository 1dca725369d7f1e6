import ConformanceKit
import Exchange
import Formats
import Glibc
import ServerKit
import Testing

/// XML that is meant to do harm.
@Suite struct XMLHostileTests {
    @Test func `no entity is expanded, no file read, nobody called`() throws {
        let scratch = try Scratch()
        try scratch.write("canary", "the canary's song")
        let listener = try Listener()
        let url = "http://127.0.0.1:\(listener.port)/x"
        let documents = [
            "<!DOCTYPE users [<!ENTITY e SYSTEM \"file://\(scratch.at("canary"))\">]><users><user><id>&e;</id></user></users>",
            "<!DOCTYPE users [<!ENTITY e SYSTEM \"\(url)\">]><users><user><id>&e;</id></user></users>",
            "<!DOCTYPE users SYSTEM \"\(url).dtd\"><users><user/></users>",
            "<!DOCTYPE users PUBLIC \"-//X//Y\" \"\(url).dtd\" [<!ENTITY % p SYSTEM \"\(url)\"> %p;]><users><user/></users>",
            "<!DOCTYPE u [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><u><user>&b;</user></u>",
        ]
        for text in documents {
            for by in [1, 4096] {
                let outcome = try XMLReadingTests.suite().read(Array(text.utf8), by: by)
                #expect(outcome.fault?.code == .xmlDocumentType && outcome.fault?.end == .rejected)
                #expect(outcome.records.isEmpty)
            }
        }
        let doors = [
            "<?oasis-xml-catalog catalog=\"\(url)\"?><users><user/></users>",
            "<?xml-stylesheet href=\"\(url)\"?><users><user/></users>",
            "<users xmlns:xi=\"http://www.w3.org/2001/XInclude\"><user><xi:include href=\"\(url)\"/></user></users>",
            "<users xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"\(url)\"><user/></users>",
        ]
        for text in doors {
            let outcome = try XMLReadingTests.read(text)
            #expect(outcome.fault == nil && outcome.records.count == 1)
        }
        #expect(listener.calls == 0)
    }

    @Test func `depth, attributes, names, records and ill-formed places have their limits`() throws {
        var small = XMLBounds.standard
        small.text = 1000
        small.elements = 100
        small.names = 100
        small.problems = 50
        let many = (0..<200)
        let documents = [
            String(repeating: "<a>", count: 100_000),
            "<users><user \(many.map { "a\($0)=''" }.joined(separator: " "))/></users>",
            "<users><user>\(many.map { "<a\($0)/>" }.joined())</user></users>",
            "<users><user>\(many.map { _ in "<a/>" }.joined())</user></users>",
            "<users><user>\(String(repeating: "x", count: 2000))</user></users>",
            "<users>\(String(repeating: "<user>&</user>", count: 100))</users>",
        ]
        for text in documents {
            let fault = try XMLReadingTests.read(text, small).fault
            #expect(
                fault?.code == .xmlLarge && fault?.context["line"] == "1",
                "\(text.prefix(60)): \(String(describing: fault))")
        }
    }

    @Test(arguments: ["<users><user a=\"", "<users><", "<users><!-- ", "<users a='", "<users><?x "])
    func `a tag that never ends is refused long before it fills the memory`(start: String) throws {
        var reading = try XMLReading("user")
        let report = Report()
        let keep: XMLReading.Emit = { _, _ in .more }
        var given = start.utf8.count
        _ = try Array(start.utf8).withUnsafeBytes { try reading.read($0, report: report, keep) }
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        var fault: Fault?
        while fault == nil, given < 1 << 30 {
            do throws(Fault) {
                try piece.withUnsafeBufferPointer { piece throws(Fault) in
                    _ = try reading.read(UnsafeRawBufferPointer(piece), report: report, keep)
                }
            } catch { fault = error }
            given += piece.count
        }
        #expect([.xmlLarge, .xmlIllFormed].contains(fault?.code))
        #expect(given < 32 << 20)
    }

    @Test func `damage ends in records, findings or a fault, never in a crash`() throws {
        var numbers = SeededNumbers(seed: 77)
        let suite = try XMLReadingTests.suite()
        for _ in 0..<2000 {
            let bytes = Mutation.of(Array(XMLReadingTests.sample.utf8), &numbers)
            let outcome = suite.read(bytes, by: 16)
            if let fault = outcome.fault { #expect(fault.end == .rejected, "seed 77: \(fault)") }
        }
    }

    @Test func `zeros, controls and noise are refused`() throws {
        let suite = try XMLReadingTests.suite()
        var numbers = SeededNumbers(seed: 5)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        for bytes in [[UInt8](repeating: 0, count: 70_000), noise, Array("<users>".utf8) + noise, [0x3C], []] {
            #expect(suite.read(bytes, by: 1000).fault != nil)
        }
    }
}

/// A server on this machine that counts who calls.
private final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let bound = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(descriptor, place, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, place, &size) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        if !bound { throw Deaf() }
    }

    deinit { close(descriptor) }

    var calls: Int {
        var calls = 0
        while accept(descriptor, nil, nil) >= 0 { calls += 1 }
        return calls
    }

    struct Deaf: Error {}
}
