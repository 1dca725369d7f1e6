import Exchange

/// What a server says of a request (section 7). The text is the server's: data, shown with care.
struct ServerStatus {
    static let fine: UInt32 = 0
    static let end: UInt32 = 1
    static let noSuchFile: UInt32 = 2
    static let permissionDenied: UInt32 = 3
    static let failure: UInt32 = 4
    static let unsupported: UInt32 = 8

    let code: UInt32
    let text: String

    var isFine: Bool { code == ServerStatus.fine }

    /// Nothing is there. What lies below a file is not there either, and some servers have no number for that.
    var isMissing: Bool { code == ServerStatus.noSuchFile || text.lowercased().contains("not a directory") }

    /// For a message: the server's own words, or what the code means.
    var words: String {
        let said = PlacePath.readable(text)
        if !said.isEmpty, said.lowercased() != "failure" { return said }
        return switch code {
        case ServerStatus.end: "end of file"
        case ServerStatus.noSuchFile: "no such file"
        case ServerStatus.permissionDenied: "permission denied"
        case ServerStatus.unsupported: "operation not supported"
        case ServerStatus.failure: "failure, without a reason"
        default: "status \(code)"
        }
    }
}
