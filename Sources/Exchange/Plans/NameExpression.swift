/// A regular expression for file names. It must match a whole name, and takes time proportional to the length of the
/// name times its own, whatever the name: names come from other people's servers.
///
/// Letters stand for themselves. `.` is any character, `[a-z_]` and `[^0-9]` one within or without a set, `\d` `\w` `\s`
/// (and `\D` `\W` `\S`) an ASCII digit, letter or blank; `*` `+` `?` `{2}` `{2,}` `{2,4}` repeat, `|` and `( )` mean what
/// they always do. A `^` in front and a `$` at the end say what holds anyway. There is nothing else: no look-around, no
/// back reference, no lazy repetition, which would mean nothing here.
package struct NameExpression: Hashable, Sendable, CustomStringConvertible {
    enum Order: Hashable {
        case take(ScalarSet)
        case either(Int, Int)
        case jump(Int)
        case match
    }

    /// As it was written.
    package let description: String
    /// What every name begins with and ends in, as far as the expression says it in so many letters.
    package let literalStart: String
    package let literalEnd: String
    /// Whether every name that matches still does with something appended.
    package let isOpenEnded: Bool
    private let orders: [Order]

    package init(_ text: String) throws(NameExpressionProblem) {
        let form = try NameExpressionReader.read(text)
        description = text
        literalStart = String(String.UnicodeScalarView(form.letters(fromEnd: false)))
        literalEnd = String(String.UnicodeScalarView(form.letters(fromEnd: true).reversed()))
        isOpenEnded = form.endsInAnything
        orders = try NameExpression.compile(form)
    }

    package func matches(_ name: String) -> Bool {
        var here = Places(orders.count)
        var next = Places(orders.count)
        here.reach(0, orders)
        for scalar in name.unicodeScalars {
            next.clear()
            for place in here.list {
                if case .take(let set) = orders[place], set.contains(scalar) { next.reach(place + 1, orders) }
            }
            if next.list.isEmpty { return false }
            swap(&here, &next)
        }
        return here.list.contains { orders[$0] == .match }
    }

    private static let limit = 2000

    private static func compile(_ form: NameForm) throws(NameExpressionProblem) -> [Order] {
        // A repetition of repetitions is written out; it is counted before it is made.
        guard form.weight <= limit else {
            throw NameExpressionProblem("its repetitions come to more than \(limit) characters")
        }
        var orders: [Order] = []
        form.write(&orders)
        return orders + [.match]
    }
}

/// Where in an expression one may be, each place once.
private struct Places {
    private(set) var list: [Int] = []
    private var isReached: [Bool]

    init(_ count: Int) { isReached = Array(repeating: false, count: count) }

    mutating func clear() {
        for place in list { isReached[place] = false }
        list.removeAll(keepingCapacity: true)
    }

    /// With every place that is reached from there without a character.
    mutating func reach(_ place: Int, _ orders: [NameExpression.Order]) {
        var open = [place]
        while let place = open.popLast() {
            if isReached[place] { continue }
            isReached[place] = true
            list.append(place)
            switch orders[place] {
            case .either(let first, let second): open += [second, first]
            case .jump(let target): open.append(target)
            case .take, .match: break
            }
        }
    }
}
