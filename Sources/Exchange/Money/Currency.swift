/// A currency of ISO 4217, by its three letters.
package struct Currency: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let code: String

    /// Nil where ISO 4217 has no such code in use. Lower case is none: it may be a label.
    package init?(_ code: String) {
        guard Currency.known.contains(code) else { return nil }
        self.code = code
    }

    /// The same of ASCII, without a text of its own where it is one of the most common.
    package init?(_ code: UnsafeBufferPointer<UInt8>) {
        guard code.count == 3 else { return nil }
        let letters = UInt32(code[0]) << 16 | UInt32(code[1]) << 8 | UInt32(code[2])
        switch letters {
        case 0x55_5344: self = .dollar
        case 0x45_5552: self = .euro
        default: self.init(String(decoding: code, as: UTF8.self))
        }
    }

    private init(known code: String) { self.code = code }
    private static let dollar = Currency(known: "USD")
    private static let euro = Currency(known: "EUR")

    package var description: String { code }
    package static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }

    /// Digits of the minor unit: cents are 2.
    package var digits: Int { Currency.uncommon[code] ?? 2 }

    /// ISO 4217:2015, table A.1, minor units other than 2.
    private static let uncommon: [String: Int] = {
        var digits: [String: Int] = ["CLF": 4, "UYW": 4]
        for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] { digits[code] = 3 }
        for code in [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ] { digits[code] = 0 }
        return digits
    }()

    /// ISO 4217:2015, table A.1, without funds, metals and test codes; with the national currencies the euro replaced
    /// left out.
    private static let known: Set<String> = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
        CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
        HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
        MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
        RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
        UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension Currency: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let currency = Currency(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no currency")
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
