import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `A folder` {
    private let scratch: Scratch
    private let folder: Folder

    init() throws {
        scratch = try Scratch()
        try scratch.write("outside/secret", "secret")
        try scratch.write("in/plain", "plain")
        try scratch.write("in/deep/er/file", "deep")
        folder = try Folder.open(scratch.at("in"))
    }

    private func code(_ act: () throws -> Void) -> String? {
        do { try act() } catch let fault as Fault {
            #expect(!fault.remedy.isEmpty && fault.message.contains("/"))
            return fault.code.name
        } catch { return "\(error)" }
        return nil
    }

    /// Every verb that takes a name.
    private func refused(_ name: String) -> [String?] {
        [
            code { _ = try folder.open(name) }, code { _ = try folder.create(name) },
            code { _ = try folder.look(name) },
            code { try folder.rename(name, to: "new", replacing: true) },
            code { try folder.rename("plain", to: name, replacing: true) }, code { try folder.remove(name) },
        ]
    }

    @Test(arguments: [
        "../outside/secret", "..", "../in/plain", "deep/../../outside/secret", "/etc/hostname", "/", "../x",
    ])
    func `cannot be left`(name: String) {
        #expect(refused(name) == [String?](repeating: "machine.confined", count: 6), "\(name)")
        #expect(code { _ = try folder.folder(name) } == "machine.confined")
        #expect(scratch.text("outside/secret") == "secret" && scratch.text("in/plain") == "plain")
        #expect(scratch.names("") == ["in", "outside"])
    }

    @Test func `cannot be left through a link in the middle of a path`() throws {
        symlink(scratch.at("outside"), scratch.at("in/way"))
        symlink("deep", scratch.at("in/inner"))
        for name in ["way/secret", "inner/er/file", "/proc/self/cwd/Package.swift"] {
            #expect(refused(name) == [String?](repeating: "machine.confined", count: 6), "\(name)")
        }
        #expect(code { _ = try folder.making("way/new") } == "machine.confined")
        #expect(scratch.names("outside") == ["secret"])
    }

    @Test func `follows no link as the last component`() throws {
        symlink(scratch.at("outside/secret"), scratch.at("in/link"))
        symlink("nowhere", scratch.at("in/broken"))
        for name in ["link", "broken"] {
            #expect(code { _ = try folder.open(name) } == "machine.confined")
            #expect(["machine.exists", "machine.confined"].contains(code { _ = try folder.create(name) } ?? ""))
            #expect(try folder.look(name)?.kind == .link)
        }
        #expect(scratch.names("in") == ["broken", "deep", "link", "plain"])
        try folder.remove("link")
        #expect(scratch.text("outside/secret") == "secret")
    }

    @Test func `opens nothing but regular files, and never waits for one`() throws {
        mkfifo(scratch.at("in/pipe"), 0o600)
        mknod(scratch.at("in/socket"), S_IFSOCK | 0o600, 0)
        for name in ["pipe", "socket", "deep"] {
            #expect(code { _ = try folder.open(name) } == "machine.notafile", "\(name)")
            #expect(code { _ = try folder.create(name) } == "machine.exists", "\(name)")
        }
        for path in ["/dev/null", "/dev/full", scratch.at("in/pipe"), scratch.at("in")] {
            #expect(code { _ = try Folder.openAnywhere(path) } == "machine.notafile", "\(path)")
        }
    }

    @Test func `says what is missing, and what is no folder`() throws {
        #expect(code { _ = try folder.open("none") } == "machine.missing")
        #expect(code { _ = try folder.open("none/deeper") } == "machine.missing")
        #expect(code { _ = try folder.open("plain/below") } == "machine.missing")
        #expect(code { _ = try folder.create("none/new") } == "machine.missing")
        #expect(code { _ = try folder.folder("plain") } == "machine.missing")
        #expect(code { _ = try Folder.open(scratch.at("none")) } == "machine.missing")
        #expect(code { _ = try Folder.openAnywhere(scratch.at("none")) } == "machine.missing")
        #expect(try folder.look("none") == nil)
        #expect(try folder.look("none/deeper") == nil)
        #expect(try folder.look("plain/below") == nil)
    }

    @Test func `takes names as they are, to 255 bytes`() throws {
        for name in [" ", "a b", "ü", "…", "*", "-rf", "...", "a\nb", "\u{1b}[31m", String(repeating: "n", count: 255)]
        {
            try [UInt8(1)].withUnsafeBytes { try folder.create(name).append($0) }
            #expect(try folder.look(name)?.size == 1)
            try folder.rename(name, to: "other", replacing: false)
            try folder.remove("other")
        }
        #expect(code { _ = try folder.create(String(repeating: "n", count: 256)) } == "machine.file")
    }

    @Test func `keeps one that was moved away under our feet`() throws {
        rename(scratch.at("in"), scratch.at("moved"))
        #expect(try folder.open("plain").attributes().size == 5)
        _ = try folder.folder("").create("new")
        #expect(scratch.names("moved").contains("new"))
    }
}
