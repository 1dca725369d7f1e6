/// What libcurl tells of a transfer, as texts.
enum CurlTextFact: Int32 {
    /// Where a redirect leads, as a whole URL.
    case redirect = 0x10_001f
    /// The address that was connected to.
    case address = 0x10_0020
}
