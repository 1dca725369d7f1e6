import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `Changes in a folder` {
    private let scratch: Scratch
    private let folder: Folder

    init() throws {
        scratch = try Scratch()
        folder = try scratch.folder("in")
    }

    private func fault(_ act: () throws -> Void) -> Fault? { #expect(throws: Fault.self, performing: act) }

    @Test func `make files and folders for the owner only`() throws {
        let before = umask(0)
        defer { umask(before) }
        _ = try folder.create("file")
        _ = try folder.making("a/b/c")
        #expect(try folder.look("file")?.mode == 0o600)
        for name in ["a", "a/b", "a/b/c"] { #expect(try folder.look(name)?.mode == 0o700) }
        _ = try folder.making("a/b/c")
        #expect(try folder.look("")?.kind == .folder)
    }

    @Test func `never touch a file that was there when a new one is made`() throws {
        try scratch.write("in/a", "old")
        #expect(fault { _ = try folder.create("a") }?.code == .machineExists)
        #expect(scratch.text("in/a") == "old")
    }

    @Test func `rename onto nothing, and onto something only where that is asked for`() throws {
        try scratch.write("in/a", "one")
        try scratch.write("in/b", "two")
        try scratch.folder("in/sub")
        #expect(fault { try folder.rename("a", to: "b", replacing: false) }?.code == .machineExists)
        #expect(fault { try folder.rename("a", to: "a", replacing: false) }?.code == .machineExists)
        #expect(scratch.text("in/a") == "one" && scratch.text("in/b") == "two")
        try folder.rename("a", to: "sub/c", replacing: false)
        try folder.rename("sub/c", to: "b", replacing: true)
        try folder.rename("b", to: "b", replacing: true)
        #expect(scratch.names("in") == ["b", "sub"] && scratch.text("in/b") == "one")
    }

    @Test func `rename to or from what is missing is machine.missing`() throws {
        try scratch.write("in/a", "one")
        for (from, to) in [("none", "x"), ("none/x", "x"), ("a", "none/x"), ("a", "a/x")] {
            for replacing in [false, true] {
                #expect(fault { try folder.rename(from, to: to, replacing: replacing) }?.code == .machineMissing)
            }
        }
        #expect(scratch.names("in") == ["a"])
    }

    @Test func `remove files twice, and folders only when asked and empty`() throws {
        try scratch.write("in/a", "one")
        try scratch.write("in/full/b", "two")
        try folder.remove("a")
        try folder.remove("a")
        try folder.remove("none/a")
        #expect(fault { try folder.remove("full") }?.code == .machineNotAFile)
        #expect(fault { try folder.removeFolder("full") }?.code == .machineFile)
        try folder.remove("full/b")
        try folder.removeFolder("full")
        try folder.removeFolder("full")
        #expect(scratch.names("in") == [])
    }

    @Test func `a listing streams ten thousand names and ends when there are enough`() throws {
        for number in 0..<10_000 { _ = try folder.create("\(number)") }
        var seen: Set<String> = []
        try folder.list { entry throws(Fault) in
            seen.insert(entry.name)
            return .more
        }
        #expect(seen.count == 10_000)
        var taken = 0
        try folder.list { _ throws(Fault) in
            taken += 1
            return taken == 3 ? .enough : .more
        }
        #expect(taken == 3)
    }

    @Test func `a listing can be done again and within itself`() throws {
        for name in ["a", "b"] { try scratch.write("in/\(name)", name) }
        var pairs = 0
        try folder.list { _ throws(Fault) in
            try folder.list { _ throws(Fault) in
                pairs += 1
                return .more
            }
            return .more
        }
        #expect(pairs == 4)
    }

    @Test func `a listing leaks no descriptor, also when its taker throws`() throws {
        try scratch.write("in/a", "x")
        let stop = Fault(.machineFile, .stop, "enough")
        let before = try Self.descriptors()
        for _ in 0..<100 {
            #expect(throws: stop) { try folder.list { _ throws(Fault) in throw stop } }
            _ = try folder.open("a")
            #expect(throws: Fault.self) { try folder.open("none") }
        }
        #expect(try Self.descriptors() < before + 50)
    }

    private static func descriptors() throws -> Int {
        var count = 0
        try Folder.open("/proc/self/fd").list { _ throws(Fault) in
            count += 1
            return .more
        }
        return count
    }

    @Test func `what the kernel says of a file is kept whole`() throws {
        try scratch.write("in/a", "12345")
        var times = [timespec(tv_sec: 1_000_000, tv_nsec: 7), timespec(tv_sec: 2_000_000, tv_nsec: 123_456_789)]
        utimensat(AT_FDCWD, scratch.at("in/a"), &times, 0)
        link(scratch.at("in/a"), scratch.at("in/b"))
        let about = try #require(try folder.look("a"))
        #expect(about.kind == .file && about.size == 5 && about.links == 2)
        #expect(about.modified == Moment(seconds: 2_000_000, nanoseconds: 123_456_789))
        #expect(try folder.look("b") == about)
        #expect(try folder.open("a").attributes() == about)
    }
}
