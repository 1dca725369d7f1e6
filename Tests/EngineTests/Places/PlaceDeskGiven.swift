import Exchange
import ServerKit
import Transports

@testable import Engine

/// A workspace and a clock for conversations with a place.
final class PlaceDeskGiven {
    let scratch: Scratch
    let workspace: Workspace
    let time = FakeTime()
    let day = CivilDate(daysSince1970: 20_000)
    private(set) var said: [String] = []

    init() throws {
        scratch = try Scratch()
        workspace = try Workspace(scratch.at("state"))
    }

    var visits: Visits {
        Visits(
            workspace, abort: .never, now: { self.time.now }, sleep: time.sleep, say: { self.said.append($0) })
    }

    func shelf(_ connection: String = "campus") -> PlaceShelf {
        PlaceShelf(workspace, of: connection, sleep: time.sleep)
    }

    func trial(_ transport: any Transport) -> PlaceTrial {
        PlaceTrial("campus", transport, visits, on: day, now: { self.time.now })
    }
}
