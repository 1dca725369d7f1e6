import Exchange
import Formats

/// An invoice of which there is nothing to say, as most are: found so in one pass over its bytes, without making a record of
/// it. Every other one takes the long way (`EDIInvoiceReading`, `EDIInvoiceCheck`), which alone says anything; tests hold
/// both against each other.
struct EDIPlainInvoice {
    let model: EDITotalModel
    let money: Money
    /// BGM, from 0.
    let heading: Int

    /// nil where it takes the long way.
    static func read(_ message: EDIMessage, _ rules: EDIPlainRules) -> EDIPlainInvoice? {
        message.withCells { cells in
            var reading = EDIPlainReading(message.separators, rules)
            for index in cells.entries.indices {
                guard let row = EDIPlainRow(cells, index), reading.take(row, index) else { return nil }
            }
            return reading.finished()
        }
    }
}
