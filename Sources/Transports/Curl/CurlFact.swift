/// What libcurl tells of a transfer, as numbers.
enum CurlFact: Int32 {
    case response = 0x20_0002
    case connections = 0x20_001a
    case systemError = 0x20_0019
    case uploaded = 0x60_0007
    case downloaded = 0x60_0008
    case fileTime = 0x60_000e
    case announced = 0x60_000f
    /// Microseconds until files could be carried; 0 before that.
    case ready = 0x60_0035
    case retryAfter = 0x60_0039
}
