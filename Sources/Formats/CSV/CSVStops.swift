/// Finds, eight bytes at a time, the bytes at which a lexer may have to stop: delimiter, quote and everything below
/// U+0020. All other bytes are content whatever the state.
struct CSVStops {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    private let delimiters: UInt64
    private let quotes: UInt64

    init(delimiter: UInt8, quote: UInt8?) {
        delimiters = UInt64(delimiter) &* CSVStops.ones
        quotes = UInt64(quote ?? delimiter) &* CSVStops.ones
    }

    /// The top bit of each byte of `word` that is a stop; exact, because no sum carries into the next byte.
    @inline(__always)
    func mask(_ word: UInt64) -> UInt64 {
        let lows = ~CSVStops.highs
        let delimiter = word ^ delimiters
        let quote = word ^ quotes
        let other = ((delimiter & lows) &+ lows) | delimiter
        let unquoted = ((quote & lows) &+ lows) | quote
        let printing = ((word | CSVStops.highs) &- (0x20 &* CSVStops.ones)) | word
        return ~(other & unquoted & printing) & CSVStops.highs
    }
}
