/// A regular expression, taken apart.
indirect enum NameForm {
    case one(ScalarSet)
    case sequence([NameForm])
    case either(NameForm, NameForm)
    /// `most` is nil where there is no end.
    case repeated(NameForm, least: Int, most: Int?)

    /// How many orders it comes to; never less.
    var weight: Int {
        switch self {
        case .one: return 1
        case .sequence(let forms): return forms.reduce(0) { NameForm.capped($0 + $1.weight) }
        case .either(let first, let second): return NameForm.capped(first.weight + second.weight + 2)
        case .repeated(let form, let least, let most):
            return NameForm.capped((form.weight + 2) * (max(least, most ?? 0) + 1))
        }
    }

    private static func capped(_ weight: Int) -> Int { min(weight, 1_000_000) }

    func write(_ orders: inout [NameExpression.Order]) {
        switch self {
        case .one(let set): orders.append(.take(set))
        case .sequence(let forms): for form in forms { form.write(&orders) }
        case .either(let first, let second):
            let fork = orders.count
            orders.append(.match)
            first.write(&orders)
            let leap = orders.count
            orders.append(.match)
            orders[fork] = .either(fork + 1, leap + 1)
            second.write(&orders)
            orders[leap] = .jump(orders.count)
        case .repeated(let form, let least, let most):
            for _ in 0..<least { form.write(&orders) }
            guard let most else { return NameForm.write(form, &orders, then: orders.count) }
            for _ in least..<max(least, most) { NameForm.write(form, &orders) }
        }
    }

    /// A form that may be left out; and that goes back to the place `back` where there is one.
    private static func write(
        _ form: NameForm, _ orders: inout [NameExpression.Order], then back: Int? = nil
    ) {
        let fork = orders.count
        orders.append(.match)
        form.write(&orders)
        if let back { orders.append(.jump(back)) }
        orders[fork] = .either(fork + 1, orders.count)
    }

    /// The letters at its start, as far as it says them; at its end, in reverse, where asked from there.
    func letters(fromEnd: Bool) -> [Unicode.Scalar] {
        guard case .sequence(let forms) = self else { return NameForm.sequence([self]).letters(fromEnd: fromEnd) }
        var letters: [Unicode.Scalar] = []
        for form in fromEnd ? forms.reversed() : forms {
            guard case .one(let set) = form, let letter = set.only else { break }
            letters.append(letter)
        }
        return letters
    }

    var endsInAnything: Bool {
        switch self {
        case .one: false
        case .sequence(let forms): forms.last?.endsInAnything ?? false
        case .either(let first, let second): first.endsInAnything || second.endsInAnything
        case .repeated(.one(let set), _, nil): set == .any
        case .repeated: false
        }
    }
}
