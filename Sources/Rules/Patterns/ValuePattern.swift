/// A regular expression that a whole value must match, and the group of it that is taken.
package struct ValuePattern: Hashable, Sendable {
    /// The longest value a pattern looks at, in bytes: what a person wrote is shorter, and some patterns need a time that
    /// grows far quicker than the value.
    static let valueLimit = 1024

    /// In the syntax of Swift's `Regex`, which is that of PCRE as far as anybody writes it by hand.
    let text: String
    /// The number of the group that is the value; nil takes the whole.
    let take: Int?

    /// Nil unless `text` is a regular expression.
    static func regex(_ text: String) -> Regex<AnyRegexOutput>? {
        guard let regex = try? Regex(text) else { return nil }
        return regex.matchingSemantics(.unicodeScalar)
    }

    /// How many groups `text`, a regular expression, captures.
    static func groups(_ text: String) -> Int {
        var (count, isClass, at) = (0, false, text.startIndex)
        while at < text.endIndex {
            let rest = text[at...]
            switch text[at] {
            case "\\": at = text.index(after: at)
            case "[": isClass = true
            case "]": isClass = false
            case "(" where !isClass: if captures(rest.dropFirst()) { count += 1 }
            default: break
            }
            if at < text.endIndex { at = text.index(after: at) }
        }
        return count
    }

    /// Whether a repetition stands in a group that is repeated itself, as in `(a+)+`: on a value that nearly matches, such a
    /// pattern can try for longer than anybody waits.
    static func isRunaway(_ text: String) -> Bool {
        var groups = [false]
        var (isClass, isEscaped, closed) = (false, false, false)
        for letter in text {
            let repeats = !isClass && !isEscaped && (letter == "+" || letter == "*")
            if repeats, closed { return true }
            closed = false
            if isEscaped {
                isEscaped = false
            } else if letter == "\\" {
                isEscaped = true
            } else if isClass {
                isClass = letter != "]"
            } else if letter == "[" {
                isClass = true
            } else if letter == "(" {
                groups.append(false)
            } else if letter == ")", groups.count > 1 {
                closed = groups.removeLast()
                if closed { groups[groups.count - 1] = true }
            } else if repeats {
                groups[groups.count - 1] = true
            }
        }
        return false
    }

    /// Whether what follows a `(` makes it a group with a number.
    private static func captures(_ rest: Substring) -> Bool {
        if rest.hasPrefix("?P<") || rest.hasPrefix("?'") { return true }
        if rest.hasPrefix("?<") { return !rest.hasPrefix("?<=") && !rest.hasPrefix("?<!") }
        return rest.first != "?" && rest.first != "*"
    }
}
