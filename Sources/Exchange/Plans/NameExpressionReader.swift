/// Why a text is no regular expression for names, as the end of a sentence.
package struct NameExpressionProblem: Error, Hashable, Sendable {
    package let words: String
    init(_ words: String) { self.words = words }
}

/// Takes the text of a regular expression apart.
struct NameExpressionReader {
    private let text: [Unicode.Scalar]
    private var at = 0
    private var depth = 0

    private static let depthLimit = 50
    private static let countLimit = 255

    static func read(_ text: String) throws(NameExpressionProblem) -> NameForm {
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "^" { scalars.removeFirst() }
        if scalars.last == "$", scalars.dropLast().last != "\\" { scalars.removeLast() }
        guard !scalars.isEmpty else { throw NameExpressionProblem("it is empty") }
        var reader = NameExpressionReader(text: scalars)
        let form = try reader.alternatives()
        if reader.at < scalars.count { throw NameExpressionProblem("a ')' has no '('") }
        return form
    }

    private init(text: [Unicode.Scalar]) { self.text = text }

    private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

    private mutating func alternatives() throws(NameExpressionProblem) -> NameForm {
        depth += 1
        guard depth <= NameExpressionReader.depthLimit else {
            throw NameExpressionProblem("its groups are nested too deep")
        }
        defer { depth -= 1 }
        var form = try sequence()
        while next == "|" {
            at += 1
            form = .either(form, try sequence())
        }
        return form
    }

    private mutating func sequence() throws(NameExpressionProblem) -> NameForm {
        var forms: [NameForm] = []
        while let scalar = next, scalar != "|", scalar != ")" { forms.append(try repetition(try atom(scalar))) }
        return .sequence(forms)
    }

    private mutating func atom(_ scalar: Unicode.Scalar) throws(NameExpressionProblem) -> NameForm {
        at += 1
        switch scalar {
        case ".": return .one(.any)
        case "(": return try group()
        case "[": return .one(try set())
        case "\\": return .one(try escaped())
        case "*", "+", "?", "{":
            throw NameExpressionProblem("there is nothing before a '\(scalar)' that it could repeat")
        case "^", "$":
            throw NameExpressionProblem(
                "a '\(scalar)' in the middle can never match; write '\\\(scalar)' for the letter")
        case "/": throw NameExpressionProblem("no file name has a '/' in it")
        default: return .one(.only(scalar))
        }
    }

    private mutating func group() throws(NameExpressionProblem) -> NameForm {
        if next == "?" {
            guard at + 1 < text.count, text[at + 1] == ":" else {
                throw NameExpressionProblem("groups that begin with '(?' are not known here, but for '(?:'")
            }
            at += 2
        }
        let form = try alternatives()
        guard next == ")" else { throw NameExpressionProblem("a '(' has no ')'") }
        at += 1
        return form
    }

    private mutating func repetition(_ form: NameForm) throws(NameExpressionProblem) -> NameForm {
        let repeated: NameForm
        switch next {
        case "*": repeated = .repeated(form, least: 0, most: nil)
        case "+": repeated = .repeated(form, least: 1, most: nil)
        case "?": repeated = .repeated(form, least: 0, most: 1)
        case "{":
            at += 1
            repeated = try bounded(form)
        default: return form
        }
        at += 1
        if let next, "*+?{".unicodeScalars.contains(next) {
            throw NameExpressionProblem("a repetition is repeated; put the inner one in '( )' if that is meant")
        }
        return repeated
    }

    /// Ends at the closing brace.
    private mutating func bounded(_ form: NameForm) throws(NameExpressionProblem) -> NameForm {
        let least = number()
        var most = least
        if next == "," {
            at += 1
            most = number()
        }
        guard let least, next == "}", least <= NameExpressionReader.countLimit else { throw badCount }
        // `{2,}` has no upper number, `{2}` has the lower one.
        if most == nil { return .repeated(form, least: least, most: nil) }
        guard let most, most >= least, most <= NameExpressionReader.countLimit else { throw badCount }
        return .repeated(form, least: least, most: most)
    }

    private var badCount: NameExpressionProblem {
        NameExpressionProblem(
            "a '{' wants one or two numbers up to \(NameExpressionReader.countLimit) and a '}', as in {4} or {2,4}")
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            value = min((value ?? 0) * 10 + Int(scalar.value - 48), 1_000_000)
            at += 1
        }
        return value
    }

    private mutating func escaped() throws(NameExpressionProblem) -> ScalarSet {
        guard let scalar = next else { throw NameExpressionProblem("it ends in a '\\'") }
        at += 1
        if let set = ScalarSet.named(scalar) { return set }
        let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        if isLetter { throw NameExpressionProblem("'\\\(scalar)' is not known here; only \\d, \\w and \\s are") }
        return .only(scalar)
    }

    private mutating func set() throws(NameExpressionProblem) -> ScalarSet {
        var set = ScalarSet(ranges: [])
        if next == "^" {
            set.isNegated = true
            at += 1
        }
        while let scalar = next {
            at += 1
            if scalar == "]", !set.ranges.isEmpty { return set }
            let first = try member(scalar)
            guard let lower = first.only, next == "-", at + 1 < text.count, text[at + 1] != "]" else {
                if first.isNegated { throw NameExpressionProblem("\\D, \\W and \\S do not stand in '[ ]'") }
                set.ranges += first.ranges
                continue
            }
            at += 2
            guard let upper = try member(text[at - 1]).only, lower <= upper else {
                throw NameExpressionProblem("a range in '[ ]' goes backwards")
            }
            set.ranges.append(lower.value...upper.value)
        }
        throw NameExpressionProblem("a '[' has no ']'")
    }

    private mutating func member(_ scalar: Unicode.Scalar) throws(NameExpressionProblem) -> ScalarSet {
        scalar == "\\" ? try escaped() : .only(scalar)
    }
}
