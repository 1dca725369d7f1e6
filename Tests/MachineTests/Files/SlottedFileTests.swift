import Exchange
import ServerKit
import Testing

@testable import Machine

@Suite struct `A file of slots` {
    let scratch: Scratch
    let file: SlottedFile

    init() throws {
        scratch = try Scratch()
        file = SlottedFile("head", in: try Folder.open(scratch.path))
    }

    private var bytes: [UInt8] { scratch.bytes("head") ?? [] }

    @Test func `says what was said last, kept or noted`() throws {
        #expect(try file.read() == .absent)
        for number in 1...9 {
            if number % 3 == 0 { try file.keep("\(number)") } else { try file.note("\(number)") }
            #expect(try file.read() == .text("\(number)"))
        }
        #expect(bytes.count == 1536 && scratch.names("") == ["head"])
    }

    @Test func `says something whole, whatever a cut left of one slot`() throws {
        for text in ["1", "2", "3"] { try file.keep(text) }
        let before = bytes
        try file.keep("4")
        let after = bytes
        let slot = before[..<512] != after[..<512] ? 0 : 512
        #expect(
            zip(before, after).enumerated().allSatisfy { $0.element.0 == $0.element.1 || $0.offset / 512 == slot / 512 }
        )
        for length in 0...512 {
            // As far as the disk came, with the old bytes behind, or zeros.
            for rest in [Array(before[(slot + length)..<(slot + 512)]), [UInt8](repeating: 0, count: 512 - length)] {
                var torn = before
                torn.replaceSubrange(slot..<(slot + 512), with: after[slot..<(slot + length)] + rest)
                try scratch.write("head", torn)
                #expect([.text("3"), .text("4")].contains(try file.read()), "\(length)")
            }
        }
    }

    @Test func `never takes a changed bit for a text`() throws {
        try file.keep("first")
        try file.keep("second")
        try file.note("third")
        let whole = bytes
        for place in whole.indices {
            for bit in 0..<8 {
                var changed = whole
                changed[place] ^= 1 << UInt8(bit)
                try scratch.write("head", changed)
                let said = try file.read()
                #expect([.text("third"), .text("second")].contains(said), "byte \(place), bit \(bit): \(said)")
            }
        }
        try scratch.write("head", [UInt8](repeating: 7, count: 1536))
        #expect(try file.read() == .unreadable)
        try scratch.write("head", [])
        #expect(try file.read() == .unreadable)
        try file.keep("again")
        #expect(try file.read() == .text("again"))
    }

    @Test func `is left alone while another one writes it`() throws {
        try file.keep("1")
        let held = try Folder.open(scratch.path).openForChange("head")
        #expect(try held.hold())
        try file.keep("2")
        try file.note("3")
        #expect(try file.read() == .text("1"))
    }
}
