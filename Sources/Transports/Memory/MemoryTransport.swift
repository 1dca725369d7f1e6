import Exchange

/// Leads to a `MemoryPlace`. Not in the Catalog: no profile can name it.
package struct MemoryTransport: Transport {
    package static let scheme = "memory"
    package static let summary = "a place inside this process, for tests"
    package static let settings: [Setting] = []

    package let place: MemoryPlace

    package init(_ connection: Settings) throws(Complaints) { place = MemoryPlace() }
    package init(_ place: MemoryPlace) { self.place = place }

    package var address: String { "memory" }

    package func connect(_ visit: Visit) throws(Fault) -> any Session { MemorySession(place, visit.abort) }
}
