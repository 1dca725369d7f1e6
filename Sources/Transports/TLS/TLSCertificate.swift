import CCrypto
import Exchange

/// What a person wants to know of one certificate.
struct TLSCertificate: Hashable, Sendable {
    let subject: String
    let issuer: String
    /// The names it was made for: `campus.example.edu`, `*.example.edu`, `203.0.113.7`.
    let names: [String]
    let begins: Moment
    let ends: Moment
    /// `RSA 2048`, `EC 256`, `ED25519`.
    let key: String
    /// How its issuer signed it: `sha256WithRSAEncryption`.
    let signature: String
    let pin: TLSPin
    let isSelfSigned: Bool
    /// Whether the signature's digest, and the key, are strong enough (112 bits: no SHA-1, RSA from 2048).
    let isWellSigned: Bool
    let hasStrongKey: Bool

    init(_ certificate: OpaquePointer) {
        subject = TLSCertificate.text { exchange_x509_name(certificate, 0, $0, $1) }
        issuer = TLSCertificate.text { exchange_x509_name(certificate, 1, $0, $1) }
        names = TLSCertificate.names(TLSCertificate.text { exchange_x509_names(certificate, $0, $1) })
        begins = Moment(seconds: Int(exchange_x509_time(certificate, 0)))
        ends = Moment(seconds: Int(exchange_x509_time(certificate, 1)))
        let kind = exchange_x509_key_kind(certificate).map { String(cString: $0) } ?? "an unknown key"
        let (name, hasBits) = TLSCertificate.known[kind] ?? (kind, false)
        key = hasBits ? "\(name) \(exchange_x509_key_bits(certificate))" : name
        signature = exchange_x509_signature(certificate).map { String(cString: $0) } ?? "unknown"
        var digest = [UInt8](repeating: 0, count: 32)
        _ = exchange_x509_key_digest(certificate, &digest)
        pin = TLSPin(digest: digest)
        isSelfSigned = exchange_x509_is_self_signed(certificate) == 1
        isWellSigned = exchange_x509_is_well_signed(certificate) == 1
        hasStrongKey = exchange_x509_key_strength(certificate) >= 112
    }

    /// The day on which something happens, in UTC: `2027-01-31`.
    static func day(_ moment: Moment) -> String {
        let days = (moment.seconds - (moment.seconds < 0 ? 86_399 : 0)) / 86_400
        return CivilDate(daysSince1970: days).description
    }

    /// Whole days until it ends; 0 on the last day, negative after it.
    func daysLeft(_ now: Moment) -> Int {
        let seconds = ends.seconds - now.seconds
        return (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400
    }

    private static let known: [String: (String, Bool)] = [
        "rsaEncryption": ("RSA", true), "id-ecPublicKey": ("EC", true), "RSA-PSS": ("RSA", true),
        "rsassaPss": ("RSA", true), "dsaEncryption": ("DSA", true),
    ]

    private static func text(_ write: (UnsafeMutablePointer<CChar>, Int) -> Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            let count = write(base, buffer.count)
            let bytes = UnsafeRawBufferPointer(start: base, count: count)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func names(_ lines: String) -> [String] {
        lines.split(separator: "\n").prefix(100).map { line in
            let bare = ["DNS:", "IP Address:"].first { line.hasPrefix($0) }.map { line.dropFirst($0.count) } ?? line
            return PlacePath.readable(String(bare))
        }
    }
}
