/// How a table was written down: the choices RFC 4180 leaves to, or that people make beside, the standard.
package struct CSVDialect: Hashable, Sendable {
    /// What the first record is.
    package enum Header: Hashable, Sendable {
        /// The names of the columns.
        case named
        /// A record like all others; columns are called by number, from 1.
        case none
    }

    /// One ASCII character.
    package var delimiter: UInt8
    /// One ASCII character, or nil where quotes mean nothing.
    package var quote: UInt8?
    package var header: Header
    package var encoding: TextEncoding
    /// The longest record taken, in source bytes. A quote that is never closed stops here, so memory stays flat.
    package var maxRecord: Int
    /// The most cells one record may have.
    package var maxCells: Int

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), header: Header = .named,
        encoding: TextEncoding = .utf8, maxRecord: Int = 4 << 20, maxCells: Int = 16_384
    ) {
        precondition(delimiter < 0x80 && (quote ?? 0) < 0x80 && quote != delimiter, "ASCII, and two different ones")
        self.delimiter = delimiter
        self.quote = quote
        self.header = header
        self.encoding = encoding
        self.maxRecord = min(max(1, maxRecord), 1 << 30)
        self.maxCells = max(1, maxCells)
    }
}
