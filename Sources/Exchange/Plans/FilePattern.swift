/// Which file names a pickup takes: a name in which `*` stands for any characters, none included, `?` for one, and
/// `[a-z]` or `[!0-9]` for one within or without a set. Upper and lower case differ, as they do on the servers.
package struct FilePattern: Hashable, Sendable, CustomStringConvertible {
    private enum Part: Hashable {
        case any
        case one
        case exactly(Unicode.Scalar)
        case within([ClosedRange<Unicode.Scalar>], negated: Bool)

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .any, .one: true
            case .exactly(let wanted): scalar == wanted
            case .within(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
            }
        }
    }

    /// As it was written.
    package let description: String
    private let parts: [Part]

    /// Nil when the text is empty, holds a `/`, or opens a `[` that it does not close.
    package init?(_ text: String) {
        guard !text.isEmpty, !text.contains("/"), let parts = FilePattern.parse(Array(text.unicodeScalars)) else {
            return nil
        }
        description = text
        self.parts = parts
    }

    /// Whether every name that matches still does with something appended.
    package var isOpenEnded: Bool { parts.last == .any }

    /// What every matching name begins with, as far as the pattern says it in so many letters.
    package var literalStart: String { FilePattern.letters(parts) }

    /// What every matching name ends in, likewise.
    package var literalEnd: String {
        String(String.UnicodeScalarView(FilePattern.letters(parts.reversed()).unicodeScalars.reversed()))
    }

    private static func letters(_ parts: [Part]) -> String {
        var letters = String.UnicodeScalarView()
        for part in parts {
            guard case .exactly(let letter) = part else { break }
            letters.append(letter)
        }
        return String(letters)
    }

    /// A name that matches.
    package var sample: String {
        var scalars = String.UnicodeScalarView()
        for part in parts {
            switch part {
            case .any, .one: scalars.append("1")
            case .exactly(let scalar): scalars.append(scalar)
            case .within(let ranges, _):
                let within = (UInt8(ascii: "0")...UInt8(ascii: "z")).map { Unicode.Scalar($0) }
                scalars.append(within.first(where: part.matches) ?? ranges.first?.lowerBound ?? "1")
            }
        }
        return String(scalars)
    }

    /// Takes time proportional to the product of both lengths at worst.
    package func matches(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        var (at, part) = (0, 0)
        var star: (part: Int, at: Int)?
        while at < scalars.count {
            if part < parts.count, parts[part] == .any {
                star = (part, at)
                part += 1
            } else if part < parts.count, parts[part].matches(scalars[at]) {
                (at, part) = (at + 1, part + 1)
            } else if let last = star {
                // The last `*` takes one character more, and matching goes on behind it.
                star = (last.part, last.at + 1)
                (at, part) = (last.at + 1, last.part + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }

    private static func parse(_ scalars: [Unicode.Scalar]) -> [Part]? {
        var parts: [Part] = []
        var at = 0
        while at < scalars.count {
            switch scalars[at] {
            case "*": parts.append(.any)
            case "?": parts.append(.one)
            case "[":
                guard let (part, end) = set(scalars, from: at + 1) else { return nil }
                parts.append(part)
                at = end
            case let scalar: parts.append(.exactly(scalar))
            }
            at += 1
        }
        return parts
    }

    /// The set that starts behind the bracket at `start`, and where its closing bracket stands. A `]` right after the
    /// opening stands for itself.
    private static func set(_ scalars: [Unicode.Scalar], from start: Int) -> (Part, Int)? {
        var at = start
        let negated = at < scalars.count && scalars[at] == "!"
        if negated { at += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while at < scalars.count, scalars[at] != "]" || ranges.isEmpty {
            let isRange = at + 2 < scalars.count && scalars[at + 1] == "-" && scalars[at + 2] != "]"
            let upper = scalars[isRange ? at + 2 : at]
            guard scalars[at] <= upper else { return nil }
            ranges.append(scalars[at]...upper)
            at += isRange ? 3 : 1
        }
        return at < scalars.count ? (.within(ranges, negated: negated), at) : nil
    }
}
