import CSSH2
import Exchange

/// SFTP's bytes through libssh2, in this process.
final class LibSSH2Channel: ByteChannel {
    let facts: [PlaceFact]
    let remarks: [String]

    private let session: LibSSH2Session
    private let channel: UnsafeMutableRawPointer
    private let abort: Abort
    /// Bytes that were taken while libssh2 could not send (it was agreeing on new keys): it wants to see the very same
    /// ones again.
    private var held: [UInt8] = []
    /// The last read filled its buffer: there may be more, decrypted already.
    private var mayHaveMore = false

    /// What waits to be sent stays below this and one packet.
    private static let outgoingLimit = 256 << 10
    private static let packet = 32 << 10

    /// Dials, greets, judges the server's key, logs in and asks for SFTP, all within the time to connect.
    ///
    /// Faults: those of `Dialling`, `HostKeyJudge` and `SecretStore`; `sftp.library`, `sftp.algorithms`,
    /// `sftp.legacy.expired`, `sftp.key`, `sftp.agent`, `sftp.password.expired`, `sftp.subsystem`, `place.login`,
    /// `place.stalled`, `place.lost`, `place.protocol`, `place.aborted`.
    static func open(_ account: SSHAccount, _ visit: Visit) throws(Fault) -> LibSSH2Channel {
        try LibSSH2Opening(account: account, visit: visit).run()
    }

    init(
        _ session: LibSSH2Session, _ channel: UnsafeMutableRawPointer, abort: Abort, facts: [PlaceFact],
        remarks: [String]
    ) {
        self.session = session
        self.channel = channel
        self.abort = abort
        self.facts = facts
        self.remarks = remarks
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        try check()
        guard try sendHeld() else { return 0 }
        var taken = 0
        while taken < bytes.count, session.wire.outgoingCount < LibSSH2Channel.outgoingLimit, held.isEmpty {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[taken...].prefix(LibSSH2Channel.packet))
            let put = try judged(push(rest))
            if put == 0 {
                guard isAgreeingOnKeys else { break }
                held = Array(rest)
            }
            taken += put == 0 ? rest.count : put
        }
        if taken == 0 || session.wire.outgoingCount >= LibSSH2Channel.packet { session.wire.flush() }
        return taken
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        try check()
        session.wire.flush()
        _ = try sendHeld()
        let fresh = max(buffer.count, 64 << 10)
        var got = try pull(buffer, allowance: mayHaveMore ? 0 : fresh)
        if got == 0 && mayHaveMore { got = try pull(buffer, allowance: fresh) }
        mayHaveMore = got == buffer.count
        if got == 0, session.wire.isSpent { throw LibSSH2Faults.ended(session) }
        return got
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool {
        let limit = TimeLimit(milliseconds: milliseconds, abort: abort)
        while true {
            try limit.look("waiting for \(session.server)")
            try check()
            session.wire.flush()
            let hasWindow = session.api.window_write(channel, nil) > 0
            let hasRoom = session.wire.outgoingCount < LibSSH2Channel.outgoingLimit && held.isEmpty && hasWindow
            if mayHaveMore || session.wire.hasIncoming || session.wire.ending != nil || toWrite && hasRoom {
                return true
            }
            if session.wire.wait(milliseconds: limit.slice).canRead { return true }
            if limit.isOver { return false }
        }
    }

    func close() { session.close() }

    private func check() throws(Fault) {
        guard session.raw != nil else { throw LibSSH2Faults.closed(session) }
    }

    /// Room is there and still nothing was taken.
    private var isAgreeingOnKeys: Bool { session.api.window_write(channel, nil) > 0 }

    private func sendHeld() throws(Fault) -> Bool {
        while !held.isEmpty {
            let put = try judged(held.withUnsafeBytes { push($0) })
            if put == 0 { return false }
            held.removeFirst(put)
        }
        return true
    }

    private func push(_ bytes: UnsafeRawBufferPointer) -> Int {
        session.wire.allowance = 0
        return session.api.write(
            channel, 0, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    private func pull(_ buffer: UnsafeMutableRawBufferPointer, allowance: Int) throws(Fault) -> Int {
        session.wire.allowance = allowance
        let got = session.api.read(
            channel, 0, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        if got == 0, session.api.eof(channel) != 0 { throw LibSSH2Faults.ended(session) }
        return try judged(got)
    }

    /// A count, or the library's code for "not now", or what ends the conversation.
    private func judged(_ answer: Int) throws(Fault) -> Int {
        if answer >= 0 { return answer }
        guard answer == EXCHANGE_SSH2_EAGAIN else { throw LibSSH2Faults.carrying(session, answer) }
        return 0
    }
}
