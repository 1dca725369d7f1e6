/// `1 file`, `12,345 records`.
package func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// `1,234,567`.
package func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
        groups.insert(Substring(digits.suffix(3)), at: 0)
        digits = String(digits.dropLast(3))
    }
    return (number < 0 ? "-" : "") + ([Substring(digits)] + groups).joined(separator: ",")
}

/// `512 bytes`, `11.5 MB`: decimal units, one decimal.
package func sized(_ bytes: Int) -> String {
    if bytes < 10_000 { return counted(bytes, "byte") }
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    let (name, size) = units.first { bytes >= $0.1 } ?? ("kB", 1000)
    let tenths = (bytes * 10 + size / 2) / size
    return "\(grouped(tenths / 10)).\(tenths % 10) \(name)"
}
