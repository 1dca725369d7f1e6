/// What a file of rows seems to be, and how sure that is.
package struct TableGuess: Hashable, Sendable {
    package enum Syntax: Hashable, Sendable {
        case csv(CSVDialect)
        case fixed(FixedLayout)
        case json(JSONLayout)
    }

    /// Nil where the file is no table.
    package var syntax: Syntax?
    /// The columns by their names: a header's, numbers where there is none, paths in JSON.
    package var columns: [String] = []
    /// Percent. Below 50 nobody should act on it unasked.
    package var confidence = 0
    /// What the file is instead, where it is no table: "a gzip file".
    package var otherKind: String?
    /// For a report: what was guessed and how sure it is.
    package var sentence = ""

    /// As a profile calls it.
    package var format: String? {
        switch syntax {
        case .csv: "csv"
        case .fixed: "fixed"
        case .json(let layout): layout.shape == .lines ? "jsonl" : "json"
        case nil: nil
        }
    }

    /// The columns have names of their own, which are nobody's data.
    package var hasNames: Bool {
        switch syntax {
        case .csv(let dialect): dialect.header == .named
        case .json: true
        case .fixed, nil: false
        }
    }

    package var encoding: TextEncoding {
        switch syntax {
        case .csv(let dialect): dialect.encoding
        case .fixed(let layout): layout.encoding
        case .json, nil: .utf8
        }
    }

    /// A reader of such files; `needs` are the columns that are used, all of them where nothing is said.
    package func table(needs: [String]? = nil) -> (any Table)? {
        switch syntax {
        case .csv(let dialect): CSVTable(dialect, needs: needs ?? [])
        case .fixed(let layout): FixedTable(layout, needs: needs ?? [])
        case .json(let layout): JSONTable(layout, needs: needs ?? columns)
        case nil: nil
        }
    }
}
