import Exchange
import Formats

/// A feed's opinion about messages, one after the other. What it says of them goes to the report.
protocol EDIJudge: AnyObject {
    /// The message types it knows: `INVOIC`.
    var types: Set<String> { get }
    /// A message of one of these types that is whole and has no error of its syntax.
    func judge(_ message: EDIMessage, _ report: Report) throws(Fault) -> EDIVerdict
    /// The same without registers: what a message is worth, for reading outputs back.
    func money(_ message: EDIMessage) -> Money?
    /// Whether messages without an amount leave a hole in the books.
    var carriesMoney: Bool { get }
}
