import CSSH2
import Exchange
import Machine

/// A secret as C wants text: with a zero behind it, erased as soon as the call is over.
enum LentText {
    static func lend<Answer>(
        _ secret: Secret, _ body: (UnsafeMutableBufferPointer<CChar>) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: secret.count + 1)
        copy.initialize(repeating: 0)
        defer {
            exchange_ssh2_erase(copy.baseAddress, copy.count)
            copy.deallocate()
        }
        try secret.lend { bytes throws(Fault) in
            UnsafeMutableRawBufferPointer(copy).copyMemory(from: bytes)
        }
        return try body(copy)
    }

    /// The same for a secret there may be none of: an empty text, never nothing, or the library would ask the terminal.
    static func lend<Answer>(
        optional secret: Secret?, _ body: (UnsafeMutableBufferPointer<CChar>) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        guard let secret else {
            return try lend(Secret(UnsafeRawBufferPointer(start: nil, count: 0)), body)
        }
        return try lend(secret, body)
    }
}
