import Exchange
import Glibc
import ServerKit
import Testing
import Transports

@Suite struct `A local connection` {
    private let mark = Mark(file: "connections.yaml", line: 3, column: 5)

    private func settings(_ pairs: [String: String], root: String = "") -> Settings {
        let pairs = pairs.sorted { $0.key < $1.key }.map {
            Node.Pair(key: $0.key, keyMark: mark, value: .scalar($0.value, quoted: false, mark))
        }
        return Settings(.map(pairs, mark), declared: LocalTransport.settings, path: "connections.campus", root: root)
    }

    @Test func `starts relative paths at the root and leaves absolute ones alone`() throws {
        #expect(try LocalTransport(settings(["path": "in"], root: "/srv")).address == "folder /srv/in")
        #expect(try LocalTransport(settings(["path": "/x"], root: "/srv")).address == "folder /x")
    }

    @Test func `needs a path`() {
        for given in [[:], ["path": ""]] {
            let complaints = #expect(throws: Complaints.self) { try LocalTransport(settings(given)) }
            #expect(complaints?.all.map(\.key) == ["connections.campus.path"])
            #expect(complaints?.all.map(\.mark) == [mark])
        }
    }

    @Test func `declares what the operator promised`() throws {
        let scratch = try Scratch()
        let plain = try LocalTransport(settings(["path": scratch.path])).connect(.bare())
        #expect(plain.abilities == [.exclusiveRename, .replacingRename, .durableStore, .replacesLinks])
        let ours = try LocalTransport(settings(["path": scratch.path, "temp_safe": "yes"])).connect(.bare())
        let all: Abilities = [.exclusiveRename, .replacingRename, .durableStore, .replacesLinks, .temporariesAreOurs]
        #expect(ours.abilities == all)
    }

    @Test func `to a folder that is not there, or is none, is place.missing`() throws {
        let scratch = try Scratch()
        try scratch.write("file", "x")
        for name in ["none", "file"] {
            let fault = #expect(throws: Fault.self) {
                try LocalTransport(folder: scratch.at(name)).connect(.bare())
            }
            #expect(fault?.code == .placeMissing && fault?.message.contains(scratch.at(name)) == true)
        }
    }

    @Test func `may lead through a link the operator made`() throws {
        let scratch = try Scratch()
        try scratch.write("real/a", "x")
        symlink(scratch.at("real"), scratch.at("link"))
        let session = try LocalTransport(folder: scratch.at("link")).connect(.bare())
        #expect(try session.stat(["a"]).first?.get()?.size == 1)
    }

    @Test func `stores files for the owner only`() throws {
        let scratch = try Scratch()
        try scratch.write("place/a", "x")
        var about = stat()
        #expect(stat(scratch.at("place/a"), &about) == 0 && about.st_mode & 0o7777 == 0o600)
    }

    @Test func `lists a file whose name is no UTF-8, so that somebody can see why it is not taken`() throws {
        let scratch = try Scratch()
        let name = (Array(scratch.path.utf8) + [0x2F, 0x66, 0xFC, 0x72, 0]).map(CChar.init(bitPattern:))
        let file = creat(name, 0o600)
        try #require(file >= 0)
        close(file)
        defer { unlink(name) }
        var entries: [Entry] = []
        try LocalTransport(folder: scratch.path).connect(.bare()).list("") { entry throws(Fault) in
            entries.append(entry)
            return .more
        }
        #expect(entries.map(\.name) == ["f\u{FFFD}r"])
        #expect(entries.map(\.kind) == [.file])
        #expect(throws: Fault.self) { try PlacePath.check(entries[0].name) }
    }
}
