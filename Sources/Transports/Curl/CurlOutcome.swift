/// How a transfer ended, in libcurl's words.
struct CurlOutcome: Hashable, Sendable {
    /// A CURLcode; 0 where libcurl has nothing to complain about.
    let code: Int32
    /// What libcurl said of it, made plain.
    let words: String
    /// The protocol's last response code: 200, 226; 0 where none came.
    let response: Int
    /// Bytes that came, and that went, as libcurl counted them (what came packed counts as it came).
    let downloaded: Int
    let uploaded: Int
    /// How large the far end said it is; -1 where it did not say.
    let announced: Int
    /// Whether the conversation had got as far as carrying files.
    let wasReady: Bool

    var isFine: Bool { code == 0 }
}
