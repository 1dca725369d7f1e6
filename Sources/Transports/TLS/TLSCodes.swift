import Exchange

extension Code {
    package static let tlsExpired = Code(
        "tls.expired", .place, owner: .it,
        cause: "The server's certificate, or one of those that vouch for it, is no longer valid. Nothing was sent.",
        remedy: "Ask whoever runs the server to renew it. If it should still be valid, look at this machine's clock.")
    package static let tlsNotYetValid = Code(
        "tls.notyet", .place, owner: .it,
        cause:
            "The server's certificate, or one of those that vouch for it, is valid only from a later day. Nothing was sent.",
        remedy: "Look at this machine's clock first; if that is right, tell whoever runs the server.")
    package static let tlsHost = Code(
        "tls.host", .place, owner: .it,
        cause: "The certificate was made for another server than the one the connection names. Nothing was sent.",
        remedy:
            "Write one of the certificate's names under 'host', if it is the same server; else have its owner add the "
            + "name to the certificate.")
    package static let tlsIssuer = Code(
        "tls.issuer", .place, owner: .it,
        cause:
            "Nobody whom this machine trusts vouches for the server: it signed its certificate itself, or an unknown "
            + "authority did, or it does not show the certificates in between. Nothing was sent.",
        remedy:
            "Have its owner send you the authority's certificate, or the server's own, by another way than this line, and "
            + "name the file under 'ca' in the connection. A server with a public certificate must show the ones in between."
    )
    package static let tlsSignature = Code(
        "tls.signature", .place, owner: .it,
        cause: "A certificate is signed with MD5 or SHA-1, which can be forged. Nothing was sent.",
        remedy:
            "Ask whoever runs the server for a certificate signed with SHA-256. There is no setting that accepts it.")
    package static let tlsKey = Code(
        "tls.key", .place, owner: .it,
        cause: "A certificate's key is too short: RSA needs 2048 bits, an elliptic curve 224. Nothing was sent.",
        remedy: "Ask whoever runs the server for a certificate with a longer key. There is no setting that accepts it.")
    package static let tlsPin = Code(
        "tls.pin", .place, owner: .it,
        cause: "The server has another key than the connection's 'pin' says. Nothing was sent.",
        remedy:
            "Ask whoever runs the server whether the key was changed, by another way than this line. If so, put the new "
            + "one under 'pin'; if not, somebody is in between.")
    package static let tlsCertificate = Code(
        "tls.certificate", .place, owner: .it,
        cause: "The server's certificate is not fit for its purpose. Nothing was sent.",
        remedy: "Read OpenSSL's reason in the message, and ask whoever runs the server for a certificate for servers.")
    package static let tlsProtocol = Code(
        "tls.protocol", .place, owner: .it,
        cause: "The server speaks no TLS that is still safe: it offers SSL, TLS 1.0 or 1.1 only. Nothing was sent.",
        remedy: "Ask whoever runs the server to switch on TLS 1.2 or later. There is no setting that accepts less.")
    package static let tlsHandshake = Code(
        "tls.handshake", .place, owner: .it,
        cause:
            "The server and this program could not agree on how to encrypt, or the server does not speak TLS at this port.",
        remedy:
            "Check the port; then ask whoever runs the server for TLS 1.2 or later with ECDHE and AES-GCM or ChaCha20. If "
            + "it gets along with TLS 1.2 only, write 'tls_max: \"1.2\"' in the connection.")
    package static let tlsStripped = Code(
        "tls.stripped", .place, owner: .it,
        cause:
            "The server did not agree to encrypt, or somebody in between took its offer away. Neither account nor password "
            + "was sent.",
        remedy:
            "Ask whoever runs the server whether it encrypts at this port (AUTH TLS, STARTTLS); if it does, somebody in between "
            + "is listening.")
    package static let tlsAuthorities = Code(
        "tls.ca", .configuration, owner: .it,
        cause: "The file of certificates that vouch for the server cannot be read, or has none in it.",
        remedy:
            "Check the file named under 'ca' in the connection (PEM, BEGIN CERTIFICATE); where none is named, install the "
            + "package ca-certificates.")

    /// Every code of TLS.
    package static let tls: [Code] = [
        tlsExpired, tlsNotYetValid, tlsHost, tlsIssuer, tlsSignature, tlsKey, tlsPin, tlsCertificate, tlsProtocol,
        tlsHandshake, tlsStripped, tlsAuthorities,
    ]
}
