import Exchange

/// The text of a configuration file, refused where it holds what an editor would not show.
enum SourceText {
    static func text(_ bytes: [UInt8], file: String) throws(Complaints) -> String {
        if bytes.count > YAMLReader.byteLimit {
            throw complaint(Mark(file: file, line: 1, column: 1), "the file is larger than 1 MiB; is it a profile?")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw complaint(Mark(file: file, line: 1, column: 1), "the file is UTF-16 text; save it as UTF-8")
        }
        return try decoded(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], file: file)
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, file: String) throws(Complaints) -> String {
        var text = String.UnicodeScalarView()
        var place = TextPlace()
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            let mark = Mark(file: file, line: place.line, column: place.column)
            switch decoder.decode(&iterator) {
            case .emptyInput: return String(text)
            case .error: throw complaint(mark, "this is not UTF-8 text; save the file as UTF-8")
            case .scalarValue(let scalar):
                if !isPlain(scalar) { throw complaint(mark, "there is an invisible character here (\(name(scalar)))") }
                text.append(scalar)
                place.advance(over: scalar)
            }
        }
    }

    /// What YAML 1.1 allows in a file (section 5.1), less the line breaks that editors do not know.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
        case 0x2028, 0x2029, 0xFEFF: false
        case 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func complaint(_ mark: Mark, _ message: String) -> Complaints {
        Complaints([Complaint(mark, key: "", message)])
    }
}
