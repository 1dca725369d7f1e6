/// Programs of the institution's own that see each record before the feed does, in the order the profile names them.
/// The engine runs them; the feed hands records in and takes what comes out, in the same order.
package protocol OutsideTransformer: AnyObject {
    /// The fields the programs may add to those of the records they are given.
    var adds: [String] { get }

    /// Hands one record in. Answers may come later, for several records at once: `emit` is called once for each record
    /// that was put, in order. A program that ends, stalls or answers nonsense is a fault.
    func put(
        _ record: FieldRecord, at position: Position, token: Int,
        _ emit: (OutsideAnswer) throws(Fault) -> Void
    ) throws(Fault)
    /// Waits until every answer that is due has come, and emits them: for a feed that must hold back something else until
    /// then.
    func catchUp(_ emit: (OutsideAnswer) throws(Fault) -> Void) throws(Fault)
    /// No more records: all answers that are still due come now, and the programs end. A later `put` starts them anew.
    func finish(_ emit: (OutsideAnswer) throws(Fault) -> Void) throws(Fault)
}

/// What became of one record outside.
package struct OutsideAnswer {
    package enum Fate: Hashable, Sendable {
        /// None, one or several records instead of the one; none means it was left out.
        case records([FieldRecord])
        /// Refused; why, in the program's own words.
        case rejected(String)
    }

    package let position: Position
    /// As the feed gave it with the record.
    package let token: Int
    package let fate: Fate

    package init(position: Position, token: Int, fate: Fate) {
        self.position = position
        self.token = token
        self.fate = fate
    }
}
