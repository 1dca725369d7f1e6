import Exchange
import Formats

/// How a profile's source files are written: one of the syntaxes with its choices. Every feed that reads rows has the
/// block `read` (`TableSettings.all`) and reads through what this makes.
enum TableFormat: Hashable, Sendable {
    case csv(CSVDialect)

    /// A reader of one file; `needs` are the columns that are used.
    func table(needs: [String]) -> any Table {
        switch self {
        case .csv(let dialect): CSVTable(dialect, needs: needs)
        }
    }
}
