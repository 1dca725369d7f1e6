import Exchange
import Machine

/// How a receiver knows that a notice is from us, whole, and not an old one sent again:
///
///     X-Exchange-Signature: t=1795267800,v1=5257a8…
///     v1 = HMAC-SHA-256 of "t.body" under the secret, in hexadecimal (RFC 2104)
enum WebhookSignature {
    static let name = "X-Exchange-Signature"

    static func value(_ body: [UInt8], secret: Secret, at moment: Moment) throws(Fault) -> String {
        let signed = Array("\(moment.seconds).".utf8) + body
        let digest = try secret.lend { bytes throws(Fault) in KeyedDigest(key: Array(bytes)).digest(of: signed) }
        return "t=\(moment.seconds),v1=\(digest.hex)"
    }
}
