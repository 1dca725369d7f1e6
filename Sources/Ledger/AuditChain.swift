import Exchange

/// The chain that makes the audit rows evidence, the same in every store.
///
///     hash(0) = SHA-256(value(institution))
///     hash(n) = SHA-256(value(hash(n-1)) value(number) value(seconds) value(nanoseconds) value(run) value(subject)
///                       value(event) value(epoch) value(owner))
///     value   = its length in bytes, ":", its bytes; numbers in decimal, hashes in hexadecimal
package enum AuditChain {
    package static func genesis(_ institution: String, _ hash: ([UInt8]) -> ContentDigest) -> ContentDigest {
        var canonical = Canonical()
        canonical.add(institution)
        return hash(canonical.bytes)
    }

    /// `event` with the hash it has after a row whose hash is `before`.
    package static func link(
        _ event: AuditRow, after before: ContentDigest, _ hash: ([UInt8]) -> ContentDigest
    ) -> ContentDigest {
        var canonical = Canonical()
        canonical.add(before.hex)
        canonical.add(event.number)
        canonical.add(event.at.seconds)
        canonical.add(event.at.nanoseconds)
        canonical.add(event.run)
        canonical.add(event.subject)
        canonical.add(event.event)
        canonical.add(event.epoch)
        canonical.add(event.owner)
        return hash(canonical.bytes)
    }
}
