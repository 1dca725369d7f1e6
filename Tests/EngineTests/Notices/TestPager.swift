import Exchange
import Synchronization

/// A channel that keeps what it was told, and fails as it is bidden.
final class TestPager: NoticeChannel {
    static let kind = "test-pager"
    static let summary = "Pages, for tests."
    static let settings: [Setting] = []

    private let heard = Mutex<[Notice]>([])
    private let faults = Mutex<[Fault]>([])
    private let asked = Mutex(0)

    init() {}
    init(_ settings: Settings) throws(Complaints) {}

    var address: String { "pager" }
    var notices: [Notice] { heard.withLock { $0 } }
    /// How often it was tried.
    var tries: Int { asked.withLock { $0 } }

    /// The next tries fail so.
    func fail(_ faults: Fault...) { self.faults.withLock { $0 += faults } }

    func send(_ notice: Notice, _ visit: Visit) throws(Fault) -> String {
        asked.withLock { $0 += 1 }
        let fault = faults.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let fault { throw fault }
        heard.withLock { $0.append(notice) }
        return "paged"
    }
}
