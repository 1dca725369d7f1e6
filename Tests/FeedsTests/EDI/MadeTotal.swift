import Exchange
import Feeds

/// Invoices made in each of the ways vendors add up.
struct MadeTotal {
    var random: SplitMix
    let model: EDITotalModel
    var invoice = MadeInvoice()
    var payable = Decimal.zero
    /// Of the lines, all different, and none a charge's.
    var amounts: [Decimal] = []
    var charge = Decimal.zero

    init(_ model: EDITotalModel, seed: UInt64) {
        self.model = model
        random = SplitMix(state: seed)
        var used: Set<Int> = []
        func cents(_ range: ClosedRange<Int>, _ random: inout SplitMix) -> Decimal {
            while true {
                let cents = Int.random(in: range, using: &random)
                if used.insert(cents).inserted { return Decimal(units: Int128(cents), scale: 2) ?? .zero }
            }
        }
        for _ in 0..<Int.random(in: 2...6, using: &random) { amounts.append(cents(2000...900_000, &random)) }
        charge = cents(150...1900, &random)
        build()
    }

    mutating func build() {
        var sum = Decimal.zero
        var taxes = Decimal.zero
        invoice.lines = amounts.enumerated().map { index, amount in
            var more: [String] = []
            var line = amount
            if model == .lineCharges, index == 0 {
                line = amount.plus(charge) ?? amount
                more = ["ALC+C++++G74", "MOA+8:\(charge)"]
            }
            if model == .taxOnTop {
                let tax = amount.times(Decimal(units: 2, scale: 1) ?? .zero)?.rounded(to: 2) ?? .zero
                taxes = taxes.plus(tax) ?? taxes
                more = ["TAX+7+VAT+++:::20+S", "MOA+124:\(tax)"]
            }
            sum = sum.plus(line) ?? sum
            return [
                "LIN+\(index + 1)++9780000000019:EN", "QTY+47:1", "MOA+203:\(line)", "PRI+AAB:\(amount)",
                "RFF+LI:P\(index)",
            ] + more
        }
        let withCharge = sum.plus(charge) ?? sum
        switch model {
        case .linesAlone: (payable, invoice.summary) = (sum, ["MOA+79:\(sum)", "MOA+86:\(sum)", "MOA+9:\(sum)"])
        case .headerCharges:
            invoice.header = ["ALC+C++++PAB", "MOA+8:\(charge)"]
            (payable, invoice.summary) = (withCharge, ["MOA+79:\(withCharge)", "MOA+9:\(withCharge)"])
        case .lineCharges:
            (payable, invoice.summary) = (sum, ["MOA+79:\(sum)", "MOA+9:\(sum)", "ALC+C++++G74", "MOA+8:\(charge)"])
        case .summaryCharges:
            (payable, invoice.summary) = (
                withCharge, ["MOA+79:\(withCharge)", "MOA+9:\(withCharge)", "ALC+C++++DL", "MOA+8:\(charge)"]
            )
        case .messageTotal:
            (payable, invoice.summary) = (withCharge, ["MOA+86:\(withCharge)", "ALC+C++6++UPC", "MOA+8:\(charge)"])
        case .taxOnTop:
            payable = sum.plus(taxes) ?? sum
            invoice.summary = [
                "MOA+129:\(payable)", "MOA+9:\(sum)", "TAX+7+VAT+++:::20+S", "MOA+124:\(taxes)", "MOA+125:\(sum)",
            ]
        }
    }

    /// Every total that says what is to be paid says another amount.
    mutating func say(_ other: Decimal) {
        invoice.summary = invoice.summary.map { segment in
            let parts = segment.split(separator: ":")
            let isTotal =
                ["MOA+9", "MOA+79", "MOA+86", "MOA+129"].contains(String(parts[0])) && parts[1] == "\(payable)"
            return isTotal ? "\(parts[0]):\(other)" : segment
        }
    }

    var hasCharge: Bool { ![.linesAlone, .taxOnTop].contains(model) }
}

/// Steele, Lea and Flood's generator: the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
