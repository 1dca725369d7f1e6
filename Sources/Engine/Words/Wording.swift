import Exchange

extension Moment {
    package func plus(milliseconds: Int) -> Moment {
        let total = nanoseconds + milliseconds % 1000 * 1_000_000
        let carry = total / 1_000_000_000
        return Moment(seconds: seconds + milliseconds / 1000 + carry, nanoseconds: total - carry * 1_000_000_000)
    }
}
