import CSSH2
import Exchange

/// One SSH conversation of libssh2's, owned by this object alone and never waiting inside the library.
final class LibSSH2Session {
    let library: LibSSH2Library
    let wire: LibSSH2Wire
    /// `sftp.campus.edu:22`, for messages.
    let server: String
    /// Who answers what the server asks while somebody logs in.
    var questions: LibSSH2Questions?

    private(set) var raw: UnsafeMutableRawPointer?
    private let abstract = UnsafeMutablePointer<exchange_ssh2_abstract>.allocate(capacity: 1)

    /// Everything before the files takes less: a server that sends more is hostile.
    private static let openingLimit = 1 << 20

    init(_ library: LibSSH2Library, _ socket: Socket, server: String) throws(Fault) {
        self.library = library
        self.server = server
        wire = LibSSH2Wire(socket)
        abstract.initialize(to: exchange_ssh2_abstract())
        abstract.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
        var api = library.api
        raw = exchange_ssh2_new(
            &api, abstract,
            { _, buffer, length, _, abstract in
                guard let session = LibSSH2Session.owner(abstract) else { return -1 }
                return session.wire.take(into: UnsafeMutableRawBufferPointer(start: buffer, count: length))
            },
            { _, buffer, length, _, abstract in
                guard let session = LibSSH2Session.owner(abstract) else { return -1 }
                return session.wire.give(UnsafeRawBufferPointer(start: buffer, count: length))
            })
        guard raw != nil else {
            throw Fault(.sftpLibrary, .stop, "The library libssh2 could not begin a conversation: there is no memory.")
        }
    }

    deinit {
        close()
        abstract.deallocate()
    }

    var api: exchange_ssh2_api { library.api }

    /// The session a callback belongs to.
    static func owner(_ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> LibSSH2Session? {
        guard let about = abstract?.pointee?.assumingMemoryBound(to: exchange_ssh2_abstract.self).pointee,
            let owner = about.owner
        else { return nil }
        return Unmanaged<LibSSH2Session>.fromOpaque(owner).takeUnretainedValue()
    }

    /// While a secret is in the library's hands, it erases what it gives back.
    func erasing<Answer>(_ body: () throws(Fault) -> Answer) throws(Fault) -> Answer {
        abstract.pointee.erases = 1
        defer { abstract.pointee.erases = 0 }
        return try body()
    }

    /// Calls until the library no longer says "again", and answers what it says then.
    ///
    /// `place.stalled` when the time is over, `place.lost` where the server hangs up, `place.aborted` on request.
    func repeated(_ limit: TimeLimit, _ doing: String, _ call: () -> Int32) throws(Fault) -> Int32 {
        while true {
            try limit.look("\(doing) \(server)")
            wire.allowance = 256 << 10
            let code = call()
            wire.flush()
            guard code == Int32(EXCHANGE_SSH2_EAGAIN) else { return code }
            if wire.isSpent { throw LibSSH2Faults.hungUp(self, doing) }
            guard wire.received < LibSSH2Session.openingLimit else { throw LibSSH2Faults.babble(self) }
            guard !limit.isOver else { throw LibSSH2Faults.stalled(self, doing) }
            if !wire.hasIncoming { _ = wire.wait(milliseconds: limit.slice) }
        }
    }

    /// The library's own words for its last error, without control characters.
    var lastWords: String {
        guard let raw else { return "" }
        var message: UnsafeMutablePointer<CChar>?
        var length: Int32 = 0
        _ = api.last_error(raw, &message, &length, 0)
        guard let message else { return "" }
        return LibSSH2Faults.plain(UnsafeRawBufferPointer(start: message, count: max(0, Int(length))))
    }

    /// The algorithm agreed on.
    func method(_ kind: Int) -> String {
        guard let raw, let name = api.methods(raw, Int32(kind)) else { return "" }
        return String(cString: name)
    }

    /// Says goodbye, as far as that goes at once, and frees everything. Twice does no harm.
    func close() {
        guard let session = raw else { return }
        raw = nil
        wire.allowance = 0
        // SSH_DISCONNECT_BY_APPLICATION
        _ = api.disconnect(session, 11, "done", "")
        wire.shut()
        for _ in 0..<100 where api.session_free(session) != Int32(EXCHANGE_SSH2_EAGAIN) { return }
    }
}
