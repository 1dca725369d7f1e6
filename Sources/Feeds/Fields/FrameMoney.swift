import Exchange
import Rules

extension RecordFrame {
    /// What two of its fields say of money; nil where that is none.
    func money(_ amount: Int, _ currency: Int) -> Money? {
        guard let number = Decimal(string(amount)), let code = Currency(string(currency)) else { return nil }
        return Money(number, code)
    }
}
