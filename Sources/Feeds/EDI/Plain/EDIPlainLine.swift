/// What is kept of a line while it is read; amounts in ten-thousandths, -1 for what was not said.
struct EDIPlainLine {
    var amount: Int64 = -1
    /// QTY 47, 21 and 1: the first of each.
    var invoiced: Int64 = -1
    var ordered: Int64 = -1
    var discrete: Int64 = -1
    /// The prices, as far as there is room.
    var prices: (Int64, Int64, Int64) = (0, 0, 0)
    var priceCount = 0
    var copies: Int64 = 0
    /// The number of the last copy described.
    var lastCopy = -1
    /// RFF with LI, SLI, SNA, SNL or ON; and with what the vendor's dialect has.
    var hasOrderLine = false
    var hasOwnOrderLine = false
    /// ALC C with an amount, and all of them with what they add.
    var charges = 0
    var surcharge: Int64 = 0
    var effect: Int64 = 0

    /// As the arithmetic takes it.
    var quantity: Int64 { invoiced >= 0 ? invoiced : ordered >= 0 ? ordered : discrete }

    /// False where there are more than there is room for.
    mutating func take(price: Int64) -> Bool {
        switch priceCount {
        case 0: prices.0 = price
        case 1: prices.1 = price
        case 2: prices.2 = price
        default: return false
        }
        priceCount += 1
        return true
    }

    /// Whether some price accounts for the amount: to the cent, or exactly and by itself.
    func fits(exactly: Bool) -> Bool {
        guard invoiced >= 0 else { return !exactly }
        if priceCount == 0 { return !exactly }
        return fits(prices.0, exactly) || (priceCount > 1 && fits(prices.1, exactly))
            || (priceCount > 2 && fits(prices.2, exactly))
    }

    private func fits(_ price: Int64, _ exactly: Bool) -> Bool {
        let gross = price &* invoiced
        if exactly { return EDIPlainFigures.rounded(gross) == amount }
        return isClose(gross) || isClose(gross &+ surcharge) || (gross &+ effect >= 0 && isClose(gross &+ effect))
    }

    private func isClose(_ value: Int64) -> Bool {
        abs(EDIPlainFigures.rounded(value) &- amount) <= EDIPlainFigures.cent
    }
}
