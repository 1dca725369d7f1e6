import Exchange

/// One request of one path.
struct HTTPSRequest {
    enum Kind: Hashable, Sendable {
        case get
        case head
        case post([UInt8], type: String)
    }

    let kind: Kind
    /// Below the connection's folder, as people write it.
    let path: String
    /// What stands behind the `?`, encoded already; empty: nothing.
    let query: String
    /// `Name: value` each.
    let headers: [String]
    let sink: any ByteSink
    /// A file is asked for as it is, and its end must be told; anything else may come packed.
    let isFile: Bool
    /// Only these bytes of the file; nil: all.
    let part: HTTPSPart?
    /// Whether a status that means failure is the caller's to judge.
    let takesAnyStatus: Bool

    init(
        _ kind: Kind, _ path: String, query: String = "", headers: [String] = [], sink: any ByteSink = MemorySink(),
        isFile: Bool = false, part: HTTPSPart? = nil, takesAnyStatus: Bool = false
    ) {
        self.kind = kind
        self.path = path
        self.query = query
        self.headers = headers
        self.sink = sink
        self.isFile = isFile
        self.part = part
        self.takesAnyStatus = takesAnyStatus
    }

    /// A POST that is sent on elsewhere would be another one; and who takes any status takes a redirect as well.
    var follows: Bool { (kind == .get || kind == .head) && !takesAnyStatus }
}
