import Exchange

/// Puts a server's lines together to replies.
final class FTPReplies {
    private(set) var all: [FTPReply] = []
    private var lines: [[UInt8]] = []
    private var bytes = 0

    /// The features of a server, or the status of a file, have a few lines; a reply without an end has more.
    private static let limit = 1 << 20

    func take(_ line: [UInt8]) throws(Fault) {
        bytes += line.count
        guard lines.count < 10_000, bytes <= FTPReplies.limit else {
            throw Fault(.placeProtocol, .stop, "The server sent a reply without an end.")
        }
        lines.append(line)
        // As libcurl has it: three digits and a blank end a reply, whatever its first line was.
        guard line.count >= 3, line[..<3].allSatisfy({ (0x30...0x39).contains($0) }),
            line.count == 3 || line[3] == 0x20, let code = TextFields.number(line[..<3])
        else { return }
        all.append(FTPReply(code: code, lines: lines))
        lines = []
        bytes = 0
    }

    /// The last replies, as many as were asked for; nil where fewer came.
    func last(_ count: Int) -> [FTPReply]? { all.count < count ? nil : Array(all.suffix(count)) }

    /// The last refusal; what a failed transfer is about.
    var refusal: FTPReply? { all.last { $0.code >= 400 } }
}
