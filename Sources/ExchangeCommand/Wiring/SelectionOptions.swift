import ArgumentParser
import Exchange
import Machine

/// Which part of a load is wanted.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only the first so many accepted records.", valueName: "count"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "Only these records: identifiers with commas between, or @file with one a line.", valueName: "identifiers"))
    var only: String?

    /// A file of identifiers is for a handful of people, not a second load.
    private static let mostBytes = 16 << 20

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
    }

    /// Nil for the whole load. `primary_id=` may stand before the identifiers.
    func selection() throws(Fault) -> Selection? {
        if limit == nil && only == nil { return nil }
        return Selection(limit: limit, only: try only.map { text throws(Fault) in try identifiers(text) })
    }

    private func identifiers(_ text: String) throws(Fault) -> Set<String> {
        let start = "primary_id="
        let list = text.hasPrefix(start) ? String(text.dropFirst(start.count)) : text
        let found =
            list.hasPrefix("@") ? try lines(String(list.dropFirst())) : list.split(separator: ",").map(String.init)
        let identifiers = Set(found.map(trimmed).filter { !$0.isEmpty })
        guard !identifiers.isEmpty else {
            throw Fault(.commandOnly, .stop, "'--only \(text)' names no record.")
        }
        return identifiers
    }

    private func lines(_ path: String) throws(Fault) -> [String] {
        do throws(Fault) {
            let file = try Folder.openAnywhere(path)
            guard try file.attributes().size <= SelectionOptions.mostBytes else {
                throw Fault(.commandOnly, .stop, "\(path) has more than 16 MiB; it is no list of identifiers.")
            }
            var bytes: [UInt8] = []
            try file.eachChunk { chunk throws(Fault) in
                bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
                return .more
            }
            guard let text = String(validating: bytes.trimmingMark, as: UTF8.self) else {
                throw Fault(.commandOnly, .stop, "\(path) is no UTF-8 text.")
            }
            return text.split(whereSeparator: \.isNewline).map(String.init)
        } catch {
            if error.code == .commandOnly { throw error }
            throw Fault(.commandOnly, .stop, error.message, context: error.context)
        }
    }

    private func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }
}

extension [UInt8] {
    /// Without the byte order mark that Windows programs begin a text with.
    fileprivate var trimmingMark: ArraySlice<UInt8> { starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...] }
}
