import ConformanceKit
import Exchange
import Testing
import Transports

@Suite struct `The memory transport` {
    @Test(arguments: PlaceConformance.promises)
    func `keeps each promise of the contract`(promise: PlacePromise) throws {
        let place = MemoryPlace()
        try promise.check(PlaceBench(MemoryTransport(place), makeFolder: place.makeFolder))
    }
}
