import Exchange
import Machine

/// FTP through libcurl: lists of commands, listings, and files, over a few connections that are kept.
///
/// A fault that is thrown means that the conversation is over. What a server says of one path is that path's own.
final class FTPTalk {
    let account: FTPAccount
    let visit: Visit
    let loop: CurlLoop
    private let secret: Secret
    private var width: Int
    /// Handles of libcurl's, kept so that their numbers stay theirs.
    private var lanes: [ObjectIdentifier: (number: Int, transfer: CurlTransfer)] = [:]
    /// Said before anything else on each connection.
    var preamble: [String] = []

    /// More commands than this are not sent in one go, so that a wish to stop is heard.
    private static let commandsAtOnce = 64
    /// A further connection costs a login, so it must be worth it.
    private static let commandsWorthIt = 24

    init(_ account: FTPAccount, _ visit: Visit) throws(Fault) {
        self.account = account
        self.visit = visit
        secret = try SecretStore.read(account.password)
        width = account.width
        loop = try CurlLoop(try CurlLibrary.load(), account.line, visit)
    }

    func going() throws(Fault) { try TimeLimit.look(visit.abort, "speaking to \(account.address)") }

    func close() { loop.close() }

    /// The answers to lists of commands that belong together, each list on one connection. Refusals are answers.
    func ask(_ lists: [[String]]) throws(Fault) -> [[FTPReply]] {
        let packs = packs(lists)
        var answers = [[FTPReply]](repeating: [], count: lists.count)
        try carry(packs.count, width: packs.count) { number, transfer, replies throws(Fault) in
            let commands = self.preamble + packs[number].flatMap { lists[$0] }
            try transfer.set(.url, "\(self.account.line.origin)/%2F")
            try transfer.set(.headOnly, true)
            try transfer.set(.commandsBefore, commands.map { "*\($0)" })
            return { replies, fault throws(Fault) in
                if let fault { throw fault }
                let count = packs[number].reduce(0) { $0 + lists[$1].count }
                guard var found = replies.last(count) else { throw self.lost("too few answers came") }
                for index in packs[number] {
                    answers[index] = Array(found.prefix(lists[index].count))
                    found.removeFirst(lists[index].count)
                }
                if let gone = answers.joined().first(where: { $0.code == 421 }) {
                    throw FTPFaults.passing(gone, self.account.address) ?? self.lost("it said goodbye")
                }
            }
        }
        return answers
    }

    func ask(_ commands: [String]) throws(Fault) -> [FTPReply] { try ask([commands])[0] }

    /// Carries transfers of files, as many at once as the account allows. `make` prepares one and answers what is to be
    /// done with how it ended: the replies of its connection, and why it did not end well.
    func files(_ count: Int, _ make: (Int, CurlTransfer) throws(Fault) -> Ending) throws(Fault) {
        try carry(count, width: (count + 3) / 4) { index, transfer, _ throws(Fault) in try make(index, transfer) }
    }

    typealias Ending = (FTPReplies, Fault?) throws(Fault) -> Void

    private func carry(
        _ count: Int, width asked: Int, _ make: (Int, CurlTransfer, FTPReplies) throws(Fault) -> Ending
    ) throws(Fault) {
        var endings: [Int: (FTPReplies, Ending)] = [:]
        var crowded: [Int] = []
        var used: [CurlTransfer] = []
        // Transfers are used again; what they were lent is not kept.
        defer { for transfer in used { (transfer.body, transfer.line, transfer.source) = (nil, nil, nil) } }
        func begin(_ index: Int, _ transfer: CurlTransfer) throws(Fault) -> Bool {
            FaultPoint.pass("ftp.ask")
            let replies = FTPReplies()
            used.append(transfer)
            try prepare(transfer)
            transfer.line = { line throws(Fault) in
                FaultPoint.pass("ftp.answer")
                try replies.take(line)
            }
            endings[index] = (replies, try make(index, transfer, replies))
            return true
        }
        func end(_ index: Int, _ transfer: CurlTransfer, mayWait: Bool) throws(Fault) {
            guard let (replies, ending) = endings.removeValue(forKey: index) else { return }
            let fault = failure(of: transfer, replies)
            if mayWait, fault != nil, isCrowd(transfer, replies) { return crowded.append(index) }
            try ending(replies, fault)
        }
        let together = max(1, min(width, asked))
        try loop.carry(count, width: together) { index, transfer throws(Fault) in
            try begin(index, transfer)
        } done: { index, transfer throws(Fault) in
            try end(index, transfer, mayWait: together > 1)
        }
        if crowded.isEmpty { return }
        // The server lets nobody have so many connections; from now on there is one.
        width = 1
        let again = crowded
        try loop.carry(again.count, width: 1) { number, transfer throws(Fault) in
            try begin(again[number], transfer)
        } done: { number, transfer throws(Fault) in
            try end(again[number], transfer, mayWait: false)
        }
    }

    /// Whether a further connection was one too many: it was refused before any file was spoken of, by a server that
    /// others of ours are logged in to.
    private func isCrowd(_ transfer: CurlTransfer, _ replies: FTPReplies) -> Bool {
        guard let last = replies.all.last, [421, 530].contains(last.code) else { return false }
        return isOpen && !replies.all.contains { $0.code == 230 || $0.code == 150 || $0.code == 125 }
    }

    /// Whether anything was answered before.
    var isOpen = false

    /// Options of every transfer.
    private func prepare(_ transfer: CurlTransfer) throws(Fault) {
        try transfer.set(.user, account.user)
        try secret.lend { bytes throws(Fault) in
            try transfer.set(.password, String(decoding: bytes, as: UTF8.self))
        }
        // CURLFTPMETHOD_NOCWD: whole paths, so that no connection's own folder matters.
        try transfer.set(.fileMethod, 2)
        try transfer.set(.asText, false)
        try transfer.set(.useEPSV, true)
        try transfer.set(.skipPassiveAddress, true)
        try transfer.set(.createMissingFolders, false)
        try transfer.set(.clearCommandChannel, false)
        if case .plain = account.protection { return try transfer.set(.useTLS, 0) }
        // CURLUSESSL_ALL: both connections, or nothing, and before the account's name is said. CURLFTPAUTH_TLS.
        try transfer.set(.useTLS, 3)
        try transfer.set(.tlsAuthentication, 2)
        // Servers demand for data the TLS session of that very control connection. libcurl keeps sessions with a handle,
        // and connections with all of them, so each handle is kept to its own connection: libcurl gives it no other than
        // one with the same word for ACCT, which is said only to servers that ask for it (332).
        try transfer.set(.ftpAccount, "lane \(lane(of: transfer))")
    }

    private func lane(of transfer: CurlTransfer) -> Int {
        if let found = lanes[ObjectIdentifier(transfer)] { return found.number }
        let number = lanes.count
        lanes[ObjectIdentifier(transfer)] = (number, transfer)
        return number
    }

    private func failure(of transfer: CurlTransfer, _ replies: FTPReplies) -> Fault? {
        guard let fault = loop.failure(of: transfer) else { return nil }
        guard transfer.fault == nil, let outcome = transfer.outcome else { return fault }
        return FTPOutcome(outcome: outcome, replies: replies, account: account).fault(fault)
    }

    func lost(_ why: String) -> Fault {
        Fault(
            .placeLost, .retry(after: 30), "The conversation with \(account.address) broke off (\(why)).",
            context: ["address": account.address])
    }

    /// Which lists go together over one connection.
    private func packs(_ lists: [[String]]) -> [[Int]] {
        let commands = lists.reduce(0) { $0 + $1.count }
        let ways = max(1, min(width, commands / FTPTalk.commandsWorthIt))
        let share = min(FTPTalk.commandsAtOnce, (commands + ways - 1) / ways)
        var packs: [[Int]] = []
        var room = 0
        for (index, list) in lists.enumerated() {
            if packs.isEmpty || room < list.count {
                packs.append([])
                room = max(share, list.count)
            }
            packs[packs.count - 1].append(index)
            room -= list.count
        }
        return packs
    }
}
