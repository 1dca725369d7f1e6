import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `SFTP without ssh` {
    @Test(arguments: PlaceConformance.promises + PlaceConformance.hostilePromises)
    func `keeps each promise of the contract`(promise: PlacePromise) throws {
        let scratch = try Scratch()
        try scratch.write("outside/secret", "secret")
        try scratch.folder("place")
        let bench = try PlaceBench(
            PipeTransport(folder: scratch.at("place")), makeFolder: { try scratch.folder("place/\($0)") },
            set: { trap, path in try Traps.set(trap, at: scratch.at("place/\(path)"), outside: scratch.at("outside")) },
            fill: { path, names in
                let folder = try Folder.open(scratch.at("place/\(path)"))
                for name in names { _ = try folder.create(name) }
            })
        try promise.check(bench)
        #expect(scratch.names("outside") == ["secret"] && scratch.text("outside/secret") == "secret")
    }
}
