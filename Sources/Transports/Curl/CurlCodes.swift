import Exchange

extension Code {
    package static let curlLibrary = Code(
        "curl.library", .machine, owner: .it,
        cause:
            "This connection needs the library libcurl (the one with OpenSSL), which is not installed on this machine, or "
            + "not one that will do.",
        remedy: "Install it ('apt-get install libcurl4'), and run again.")

    /// Every code of the library.
    package static let curl: [Code] = [curlLibrary]
}
