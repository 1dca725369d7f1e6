import Exchange
import Formats

/// How a profile's source files are written: one of the syntaxes with its choices. Every feed that reads rows has the
/// block `read` (`TableSettings.all`) and reads through what this makes.
enum TableFormat: Hashable, Sendable {
    case csv(CSVDialect)
    case fixed(FixedLayout)
    case json(JSONLayout)
    case xml(XMLLayout)

    /// The block `read` of a profile, or what holds where there is none.
    static func read(_ settings: Settings?, _ complaints: inout Complaints) -> TableFormat {
        guard let settings else { return .csv(CSVDialect()) }
        var reading = TableReading(settings)
        defer { complaints.all += reading.complaints.all }
        return reading.format()
    }

    /// A reader of one file; `needs` are the columns that are used. In JSON and XML each is a path into a record.
    func table(needs: [String]) -> any Table {
        switch self {
        case .csv(let dialect): CSVTable(dialect, needs: needs)
        case .fixed(let layout): FixedTable(layout, needs: needs)
        case .json(let layout): JSONTable(layout, needs: needs)
        case .xml(let layout): XMLTable(layout, needs: needs)
        }
    }

    /// The columns that the institution's own programs add to those of the file.
    static func addedColumns(_ profile: Settings) -> Set<String> {
        let programs = profile.node["transformers"]?.items ?? []
        return Set(programs.flatMap { $0["adds"]?.items ?? [] }.compactMap(\.text))
    }

    /// Complains about a column, named at `mark` under `key`, that no file of this format can have.
    func check(_ column: String, _ mark: Mark, key: String, _ complaints: inout Complaints) {
        switch self {
        case .csv: break
        case .fixed(let layout):
            if layout.names.contains(column) { return }
            complaints.add(
                mark, key: key, "the layout under 'read' has no column '\(column)'",
                nearest: nearest(column, among: layout.names), allowed: layout.names)
        case .json:
            do throws(JSONPathProblem) { _ = try JSONPath(column) } catch {
                complaints.add(
                    mark, key: key, "'\(column)' is no path into a record: it \(error.words)",
                    allowed: ["name.first", "emails[0].address", "emails[type=work].address", "role{campus}"])
            }
        case .xml:
            do throws(XMLPathProblem) { _ = try XMLPath(column) } catch {
                complaints.add(
                    mark, key: key, "'\(column)' is no path into a record: it \(error.words)",
                    allowed: ["voucher/id", "line[2]/amount", "@rownumber", "*/amount"])
            }
        }
    }
}
