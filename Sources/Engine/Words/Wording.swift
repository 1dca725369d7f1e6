import Exchange

/// `512 bytes`, `11.5 MB`: decimal units, one decimal.
package func sized(_ bytes: Int) -> String {
    if bytes < 10_000 { return counted(bytes, "byte") }
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    let (name, size) = units.first { bytes >= $0.1 } ?? ("kB", 1000)
    let tenths = (bytes * 10 + size / 2) / size
    return "\(grouped(tenths / 10)).\(tenths % 10) \(name)"
}

extension Moment {
    package func plus(milliseconds: Int) -> Moment {
        let total = nanoseconds + milliseconds % 1000 * 1_000_000
        let carry = total / 1_000_000_000
        return Moment(seconds: seconds + milliseconds / 1000 + carry, nanoseconds: total - carry * 1_000_000_000)
    }
}
