import Exchange
import Testing

@testable import Transports

@Suite struct `The folder a connection is kept in` {
    @Test func `is told apart from one that only reads the same`() throws {
        var jail = FolderJail(base: "/srv/caf\u{e9}")
        try jail.confirm("in", "/srv/caf\u{e9}/in")
        #expect(throws: Fault.self) { try jail.confirm("out", "/srv/cafe\u{301}/out") }
        try jail.confirm("caf\u{e9}", "/srv/caf\u{e9}/caf\u{e9}")
        #expect(jail.unknown(["in", "caf\u{e9}", "cafe\u{301}"]).map { Array($0.utf8) } == [Array("cafe\u{301}".utf8)])
    }

    @Test(arguments: ["/a/..", "/..", "/a/./b", "/a\nb", "/\u{1b}[2J", "/m\u{fffd}ller", "/a\u{7f}"])
    func `is nowhere that a server cannot mean`(path: String) {
        #expect(!FolderJail.isPlain(path))
        #expect(FolderJail.isPlain("/srv/..in/it's here/日本"))
    }
}
