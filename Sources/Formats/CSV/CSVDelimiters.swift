import Exchange

/// The delimiters people use, and how to notice that another one was meant.
enum CSVDelimiters {
    static let usual: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

    static func name(_ delimiter: UInt8) -> String {
        switch delimiter {
        case 0x09: "TAB"
        case UInt8(ascii: ","): "comma"
        case UInt8(ascii: ";"): "semicolon"
        case UInt8(ascii: "|"): "bar '|'"
        default: "'\(Character(UnicodeScalar(delimiter)))'"
        }
    }

    /// As a profile spells it.
    private static func spelled(_ delimiter: UInt8) -> String {
        delimiter == 0x09 ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
    }

    /// Faults with `csv.delimiter` when a header of one cell should have several and another delimiter would give them.
    static func check(_ names: [String], needs: [String], used: UInt8, at position: Position) throws(Fault) {
        guard names.count == 1, needs.count > 1 else { return }
        let counts = usual.filter { $0 != used }.map { delimiter in
            (delimiter: delimiter, count: names[0].utf8.count { $0 == delimiter })
        }
        guard let best = counts.max(by: { $0.count < $1.count }), best.count > 0 else { return }
        throw Fault(
            .csvDelimiter, .reject,
            "the header is one cell with the delimiter \(name(used)); with \(name(best.delimiter)) it has \(best.count + 1)",
            remedy: "Write 'delimiter: \(spelled(best.delimiter))' in the profile.",
            context: ["delimiter": name(best.delimiter), "line": "\(position.line)", "byte": "\(position.byte)"])
    }
}
