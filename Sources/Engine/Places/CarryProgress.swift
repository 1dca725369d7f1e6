import Exchange

/// How far carrying is: counted by the sinks and sources, told to whoever looks.
final class CarryProgress {
    private let tell: (Progress) -> Void
    var files = 0
    var total: Int?
    private(set) var bytes = 0

    init(_ tell: @escaping (Progress) -> Void) { self.tell = tell }

    func move(_ count: Int) {
        bytes += count
        tell(Progress(records: files, bytes: bytes, total: total))
    }
}
