/// One record in; zero, one or many records out.
package protocol Transformer<Input, Target> {
    associatedtype Input
    associatedtype Target

    /// Emits what `input` becomes, in order. A record that cannot be transformed is a finding; the answer is
    /// false then, and the caller counts the record as rejected. It emits nothing, or records that say they are unsound.
    mutating func transform(
        _ input: borrowing Input, at position: Position, report: Report,
        _ emit: (borrowing Target, Position) throws(Fault) -> Void
    ) throws(Fault) -> Bool
}
