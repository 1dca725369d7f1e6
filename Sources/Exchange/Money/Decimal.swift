/// An exact decimal number: `units` tenths to the power of `scale`. Always in its shortest form, so that equal numbers are
/// equal values: `17.0` and `17` are one. Money is never anything else.
package struct Decimal: Hashable, Sendable {
    /// Digits behind the mark that any number may have: a product of two numbers as they are read has no more.
    package static let deepest = 18

    /// The number without its decimal mark.
    package let units: Int128
    /// Digits behind the mark; 0 to `deepest`.
    package let scale: Int

    package static let zero = Decimal(whole: 0)

    package init(whole: Int) {
        units = Int128(whole)
        scale = 0
    }

    /// Nil where the scale is out of bounds even after zeros at the end are gone, or the number is larger than anything
    /// here can be.
    package init?(units: Int128, scale: Int) {
        guard scale >= 0 else { return nil }
        if let small = Int64(exactly: units), scale <= Decimal.deepest {
            self.init(small: small, scale: scale)
            return
        }
        var (units, scale) = (units, scale)
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        guard scale <= Decimal.deepest, units.magnitude <= Decimal.most else { return nil }
        self.init(unchecked: units, scale: scale)
    }

    /// Nearly all numbers: 128 bits are divided by a routine, 64 by one instruction. `scale` is at most `deepest`.
    @inline(__always)
    init(small units: Int64, scale: Int) {
        var (units, scale) = (units, scale)
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        self.init(unchecked: Int128(units), scale: scale)
    }

    package var isZero: Bool { units == 0 }
    package var isNegative: Bool { units < 0 }
    package var magnitude: Decimal { isNegative ? -self : self }

    package static prefix func - (number: Decimal) -> Decimal {
        Decimal(unchecked: -number.units, scale: number.scale)
    }

    private init(unchecked units: Int128, scale: Int) {
        self.units = units
        self.scale = scale
    }

    /// Nil where the sum is larger than anything here can be.
    package func plus(_ other: Decimal) -> Decimal? {
        let deeper = max(scale, other.scale)
        guard let left = units(at: deeper), let right = other.units(at: deeper) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Decimal(units: sum, scale: deeper)
    }

    package func minus(_ other: Decimal) -> Decimal? { plus(-other) }

    /// Exact; nil where the product has more digits than anything here can have.
    package func times(_ other: Decimal) -> Decimal? {
        let (product, overflow) = units.multipliedReportingOverflow(by: other.units)
        return overflow ? nil : Decimal(units: product, scale: scale + other.scale)
    }

    /// The number without its mark where it has `digits` behind it; nil where a digit would be lost, or it is too large.
    package func units(at digits: Int) -> Int128? {
        if digits == scale { return units }
        guard digits >= scale, digits - scale < Decimal.powers.count else { return nil }
        let (scaled, overflow) = units.multipliedReportingOverflow(by: Decimal.powers[digits - scale])
        return overflow ? nil : scaled
    }

    /// With at most `digits` behind the mark; a half goes away from zero, as invoices are rounded.
    package func rounded(to digits: Int) -> Decimal {
        guard digits >= 0, digits < scale else { return self }
        let power = Decimal.powers[scale - digits]
        let (quotient, remainder) = units.quotientAndRemainder(dividingBy: power)
        let carries = remainder.magnitude * 2 >= power.magnitude
        let last: Int128 = carries ? (units < 0 ? -1 : 1) : 0
        return Decimal(units: quotient + last, scale: digits) ?? self
    }

    /// 27 digits before and behind the mark together could be read; sums of many of them are not far from it.
    private static let most = powers[36].magnitude
    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 1...37 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}

extension Decimal: Comparable {
    package static func < (left: Decimal, right: Decimal) -> Bool {
        // Whole parts first: bringing both to one scale could be too large.
        let (a, b) = (left.whole, right.whole)
        if a != b { return a < b }
        let deeper = max(left.scale, right.scale)
        return left.fraction * powers[deeper - left.scale] < right.fraction * powers[deeper - right.scale]
    }

    private var whole: Int128 { units / Decimal.powers[scale] }
    private var fraction: Int128 { units % Decimal.powers[scale] }
}
