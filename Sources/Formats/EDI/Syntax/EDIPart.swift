/// What a file consists of, one after the other, without a byte left out. Lent for a call.
enum EDIPart {
    /// UNA and the padding behind it.
    case advice(UnsafeBufferPointer<UInt8>, EDIStray)
    case segment(EDICut)
    /// Bytes that are no EDIFACT: before, between and behind interchanges.
    case stray(EDIStray)
}
