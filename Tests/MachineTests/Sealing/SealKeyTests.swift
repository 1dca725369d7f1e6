import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `The key to sealed files` {
    private let scratch: Scratch
    private let folder: Folder

    init() throws {
        scratch = try Scratch()
        folder = try Folder.open(scratch.path)
    }

    private func code(_ name: String) -> Code? {
        do {
            _ = try SealKey.read(scratch.at(name))
            return nil
        } catch {
            #expect(error.message.contains(scratch.at(name)))
            return error.code
        }
    }

    @Test func `is made once, for its owner only, and is the same from then on`() throws {
        let first = try SealKey.own(in: folder)
        #expect(try folder.look("key")?.mode == 0o600 && scratch.bytes("key")?.count == 32)
        #expect(try SealKey.own(in: folder).id == first.id)
        #expect(scratch.names(".") == ["key"])
        try folder.remove("key")
        #expect(try SealKey.own(in: folder).id != first.id)
    }

    @Test func `says nothing of itself`() throws {
        let key = try SealKey.own(in: folder)
        #expect("\(key)" == "a key" && String(reflecting: key) == "a key")
    }

    @Test func `may be 32 bytes or 64 digits, with a line ending or without`() throws {
        let bytes = (0..<32).map { UInt8($0 * 7) }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try scratch.write("raw", bytes)
        let id = try SealKey.read(scratch.at("raw")).id
        for (name, text) in [("a", digits), ("b", digits + "\n"), ("c", digits.uppercased() + "\r\n")] {
            try scratch.write(name, text)
            #expect(try SealKey.read(scratch.at(name)).id == id, "\(name)")
        }
    }

    @Test(arguments: [
        "", "secret", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "g", count: 64), "a pass phrase of 32 bytes, typed", String(repeating: "a", count: 67),
    ]) func `is not whatever stands in a file`(text: String) throws {
        try scratch.write("key", text)
        #expect(code("key") == .sealKey)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610]) func `that others may read is refused`(mode: Int) throws {
        _ = try SealKey.own(in: folder)
        chmod(scratch.at("key"), mode_t(mode))
        #expect(code("key") == .sealKey)
        #expect(throws: Fault.self) { try SealKey.own(in: folder) }
        chmod(scratch.at("key"), 0o400)
        #expect(code("key") == nil)
    }

    @Test func `that is not there, or no file, is named`() throws {
        try scratch.folder("folder")
        mkfifo(scratch.at("pipe"), 0o600)
        for name in ["nothing", "folder", "pipe"] { #expect(code(name) == .sealKey, "\(name)") }
    }
}
