import Exchange

/// How a receiver wants its files, as data: the block `write` of a profile. Pure: whoever writes by it does the I/O.
package struct Layout: Hashable, Sendable {
    package enum Format: String, Hashable, Sendable, CaseIterable { case delimited, fixed, xml, json }

    /// When a delimited value stands in quotes.
    package enum Quoting: String, Hashable, Sendable, CaseIterable { case always, needed, never }

    package enum LineEnd: String, Hashable, Sendable, CaseIterable {
        case lf, crlf, none

        package var bytes: [UInt8] {
            switch self {
            case .lf: [0x0A]
            case .crlf: [0x0D, 0x0A]
            case .none: []
            }
        }
    }

    /// What a blank value becomes in XML and JSON.
    package enum Blank: String, Hashable, Sendable, CaseIterable {
        case leaveOut = "leave_out"
        case empty
        /// `xsi:nil="true"`, or JSON's `null`.
        case null = "nil"
    }

    /// One of several files of a run: the first whose condition holds takes a record, whole.
    package struct File: Hashable, Sendable {
        package let part: String
        package let when: Condition?
    }

    /// The file beside the data files: one line for each of them.
    package struct Control: Hashable, Sendable {
        package let part: String
        package let fields: [LayoutField]
    }

    package let format: Format
    /// Between two values of a line.
    package let separator: [UInt8]
    package let quoting: Quoting
    package let letters: LayoutLetters
    package let lineEnd: LineEnd
    /// Whether the first line names the fields.
    package let hasNames: Bool
    package let files: [File]
    /// Lines, for `delimited` and `fixed`.
    package let records: [LayoutRecord]
    /// The document, for `xml` and `json`.
    package let document: [LayoutNode]
    package let control: Control?
    /// Prefixes and namespaces, as they are declared on the root; by prefix.
    package let namespaces: [LayoutNamespace]
    /// The ending of rejects, and of the format's usual name.
    package var suffix: String {
        switch format {
        case .delimited: "csv"
        case .fixed: "txt"
        case .xml: "xml"
        case .json: "json"
        }
    }
}

package struct LayoutNamespace: Hashable, Sendable {
    package let prefix: String
    package let name: String
}
