/// What became of the notices of one round.
package struct NoticeTally: Hashable, Sendable {
    package internal(set) var sent = 0
    /// To be tried again later.
    package internal(set) var waiting = 0
    package internal(set) var givenUp = 0
}
