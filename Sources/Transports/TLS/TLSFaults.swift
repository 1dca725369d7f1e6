import Exchange

/// What a refused server means for people.
struct TLSFaults {
    let line: CurlLine

    func fault(_ refusal: TLSRefusal) -> Fault {
        switch refusal {
        case .expired(let found):
            return fault(.tlsExpired, found, "ended on \(TLSCertificate.day(found.ends))")
        case .notYetValid(let found):
            return fault(.tlsNotYetValid, found, "is valid only from \(TLSCertificate.day(found.begins)) on")
        case .wrongHost(let found):
            let names = found.names.isEmpty ? found.subject : found.names.prefix(8).joined(separator: ", ")
            return fault(.tlsHost, found, "is not for '\(line.host)' but for \(names)")
        case .unknownIssuer(let found):
            let who = found.isSelfSigned ? "itself" : "'\(PlacePath.readable(found.issuer))'"
            return fault(.tlsIssuer, found, "was signed by \(who), which nobody here trusts")
        case .weakSignature(let found):
            return fault(.tlsSignature, found, "is signed with \(found.signature), which can be forged")
        case .weakKey(let found): return fault(.tlsKey, found, "has a key that is too short (\(found.key))")
        case .otherKey(let found):
            let pins = line.tls.pins.map(\.description).joined(separator: " or ")
            return fault(.tlsPin, found, "has the key \(found.pin), and not \(pins) as the connection says")
        case .other(let found, let words): return fault(.tlsCertificate, found, "will not do: \(words)")
        }
    }

    private func fault(_ code: Code, _ found: TLSCertificate?, _ what: String) -> Fault {
        let subject = found.map { " '\(PlacePath.readable($0.subject))'" } ?? ""
        return Fault(
            code, .stop, "\(line.address): the certificate\(subject) \(what). Nothing was sent.",
            context: ["address": line.address])
    }

    /// A handshake that failed although nobody found fault with a certificate; nil where TLS was not what it ended of.
    func fault(_ outcome: CurlOutcome) -> Fault? {
        let old = ["unsupported protocol", "protocol version", "wrong version number", "no protocols available"]
        let gone = ["SYSCALL", "reset by peer", "unexpected eof", "Broken pipe"]
        func has(_ words: [String]) -> Bool { words.contains { outcome.words.contains($0) } }
        switch outcome.code {
        case 64: return fault(.tlsStripped, "does not encrypt", outcome)
        case 77: return fault(.tlsAuthorities, "cannot be judged", outcome)
        case 35 where has(["wrong version number"]): return fault(.tlsHandshake, "does not speak TLS here", outcome)
        case 35 where has(old): return fault(.tlsProtocol, "speaks no TLS from 1.2 on", outcome)
        case 35 where has(gone):
            return Fault(
                .placeLost, .retry(after: 30),
                "\(line.address) hung up in the middle of the TLS handshake (\(outcome.words)).",
                context: ["address": line.address])
        case 35, 53, 54, 58, 59, 60, 66, 80, 83, 90, 91: return fault(.tlsHandshake, "did not come to terms", outcome)
        default: return nil
        }
    }

    private func fault(_ code: Code, _ what: String, _ outcome: CurlOutcome) -> Fault {
        Fault(
            code, .stop, "\(line.address) \(what) (\(outcome.words)).",
            context: ["address": line.address, "curl": String(outcome.code)])
    }
}
