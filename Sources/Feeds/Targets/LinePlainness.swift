import Exchange
import Rules

/// How a text is written into a delimited file, as far as one quick look tells.
struct LinePlainness {
    enum Kind {
        /// As it stands: printable ASCII, and nothing that quotes would stand around.
        case plain
        /// In quotes, otherwise as it stands.
        case quoted
        /// Somebody must look closer.
        case strange
    }

    private let separator: UInt8
    private let mayQuote: Bool

    /// Nil where nothing can be told.
    init?(_ layout: Layout) {
        guard layout.format == .delimited, layout.quoting != .always, let separator = layout.separator.first else {
            return nil
        }
        self.separator = separator
        mayQuote = layout.quoting == .needed
    }

    /// `text` has no blanks around it.
    @inline(__always)
    func kind(_ text: UnsafeBufferPointer<UInt8>) -> Kind {
        // Without leaving early, so that it can be done many bytes at a time.
        var (isStrange, isSpecial) = (false, false)
        for byte in text {
            isStrange = isStrange || byte &- 0x20 >= 0x5F
            isSpecial = isSpecial || byte == separator || byte == 0x22
        }
        if isStrange { return .strange }
        return isSpecial ? (mayQuote ? .quoted : .strange) : .plain
    }
}
