/// What the taker of records or entries wants next.
package enum Demand: Sendable {
    case more
    case enough
}
