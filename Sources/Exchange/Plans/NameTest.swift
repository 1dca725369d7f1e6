/// One way to say which names are meant.
package enum NameTest: Hashable, Sendable, CustomStringConvertible {
    case pattern(FilePattern)
    case expression(NameExpression)

    package func matches(_ name: String) -> Bool {
        switch self {
        case .pattern(let pattern): pattern.matches(name)
        case .expression(let expression): expression.matches(name)
        }
    }

    /// As it was written, in quotes; between slashes where it is a regular expression, as such are quoted.
    package var description: String {
        switch self {
        case .pattern(let pattern): "'\(pattern)'"
        case .expression(let expression): "/\(expression)/"
        }
    }

    /// Whether every name that matches still does with something appended.
    package var isOpenEnded: Bool {
        switch self {
        case .pattern(let pattern): pattern.isOpenEnded
        case .expression(let expression): expression.isOpenEnded
        }
    }

    /// What every matching name begins with, as far as that is written in so many letters.
    package var literalStart: String {
        switch self {
        case .pattern(let pattern): pattern.literalStart
        case .expression(let expression): expression.literalStart
        }
    }

    package var literalEnd: String {
        switch self {
        case .pattern(let pattern): pattern.literalEnd
        case .expression(let expression): expression.literalEnd
        }
    }
}
