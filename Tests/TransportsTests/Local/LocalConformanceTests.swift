import ConformanceKit
import Exchange
import Glibc
import Machine
import ServerKit
import Testing
import Transports

@Suite struct `The local transport` {
    @Test(arguments: PlaceConformance.promises + PlaceConformance.hostilePromises)
    func `keeps each promise of the contract`(promise: PlacePromise) throws {
        let scratch = try Scratch()
        try scratch.write("outside/secret", "secret")
        try scratch.folder("place")
        let bench = try PlaceBench(
            LocalTransport(folder: scratch.at("place")), makeFolder: { try scratch.folder("place/\($0)") },
            set: { trap, path in try Traps.set(trap, at: scratch.at("place/\(path)"), outside: scratch.at("outside")) },
            fill: { path, names in
                let folder = try Folder.open(scratch.at("place/\(path)"))
                for name in names { _ = try folder.create(name) }
            })
        try promise.check(bench)
        #expect(scratch.names("outside") == ["secret"] && scratch.text("outside/secret") == "secret")
    }
}

/// What somebody else may have put into a folder.
enum Traps {
    static func set(_ trap: PlaceBench.Trap, at path: String, outside: String) throws {
        let made: Int32
        switch trap {
        case .linkToFile: made = symlink("\(outside)/secret", path)
        case .linkToFolder: made = symlink(outside, path)
        case .brokenLink: made = symlink("\(outside)/none", path)
        case .pipe: made = mkfifo(path, 0o600)
        case .socket: made = mknod(path, S_IFSOCK | 0o600, 0)
        }
        if made != 0 { throw SystemFaults.fault("set a trap at", path) }
    }
}
