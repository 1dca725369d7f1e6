/// The contract of places in executable form: every transport keeps every promise of `Session`'s.
///
///     @Test(arguments: PlaceConformance.promises)
///     func `the place keeps the promise`(promise: PlacePromise) throws { try promise.check(aBench) }
package enum PlaceConformance {
    package static let promises =
        lookPromises + fetchPromises + storePromises + renamePromises + removePromises + pathPromises + stopPromises

    /// Further promises of a place where links, pipes and devices can be.
    package static let hostilePromises = trapPromises
}

/// One promise of `Session`, as a sentence, and how to see whether it is kept.
package struct PlacePromise: Sendable, CustomStringConvertible {
    package let description: String
    /// Needs a bench with an empty place; reports through Swift Testing.
    package let check: @Sendable (PlaceBench) throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (PlaceBench) throws -> Void) {
        self.description = description
        self.check = check
    }
}
