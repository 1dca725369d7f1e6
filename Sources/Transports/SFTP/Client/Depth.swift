import Exchange

/// How many requests may be under way: few at first, two more for each that was answered, never more than the server
/// has shown to bear.
struct Depth {
    private(set) var now: Int
    let limit: Int
    /// A small file takes seven requests, so a few hundred keep a distant server busy. OpenSSH's own client has 64.
    static let most = 256
    private(set) var answered = 0

    /// `remembered` is what was kept of an earlier conversation that broke off.
    init(remembered: Int?) {
        limit = max(1, min(remembered ?? Depth.most, Depth.most))
        now = min(16, limit)
    }

    mutating func answer() {
        answered += 1
        now = min(now + 2, limit)
    }
}

/// What is remembered of a server that hung up on many requests at once. One loss may be the network's doing, so the
/// memory fades: each long conversation that went well allows twice as many.
struct DepthMemory {
    private static let key = "sftp-depth"
    private let memory: any PlaceMemory

    init(_ memory: any PlaceMemory) { self.memory = memory }

    func recall() throws(Fault) -> Int? { try memory.recall(DepthMemory.key).flatMap { Int($0) } }

    func lost(_ depth: Depth, inFlight: Int) throws(Fault) {
        guard inFlight > 1 else { return }
        try memory.keep(DepthMemory.key, String(max(1, inFlight / 4)))
    }

    func ended(_ depth: Depth) throws(Fault) {
        guard depth.limit < Depth.most, depth.answered > 500 else { return }
        try memory.keep(DepthMemory.key, depth.limit * 2 < Depth.most ? String(depth.limit * 2) : nil)
    }
}
