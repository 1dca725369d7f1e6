import Exchange
import Machine

/// Files of a web server, by their names: they can be looked at and fetched, nothing else.
package final class HTTPSSession: Session {
    private let conversation: HTTPSConversation
    private let faults: HTTPSFaults
    private let rest: CredentialRest?
    private let now: Moment

    package let abilities: Abilities = [.remote]

    /// Asks for the head of the connection's folder, so that the server has proved who it is. What stands there does not
    /// matter: many servers show nothing of a folder.
    init(
        _ account: HTTPSAccount, _ visit: Visit, _ rest: CredentialRest? = nil,
        ask: @escaping @Sendable (String) -> NameLookup.Answer = NameLookup.resolver
    ) throws(Fault) {
        conversation = try HTTPSConversation(account, visit, ask: ask)
        faults = HTTPSFaults(account: account)
        self.rest = rest
        now = visit.now()
        let head = try conversation.carry(HTTPSRequest(.head, "", takesAnyStatus: true))
        guard head.status == 401 || head.status == 407 || head.status >= 500 else { return }
        let wait = head["retry-after"].flatMap { Int($0) } ?? 0
        // A server without HEAD (501) is fine.
        if head.status != 501, let fault = faults.fault(head, "", waitSeconds: wait) { throw try heard(fault) }
    }

    package func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        throw faults.cannot("it has no listings")
    }

    package func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try checked(paths) { HTTPSRequest(.head, paths[$0], isFile: true) }.enumerated().map { index, fate in
            switch fate {
            case .failure(let fault) where fault.code == .placeMissing: return .success(nil)
            case .failure(let fault): return .failure(fault)
            case .success(let response): return entry(paths[index], response)
            }
        }
    }

    package func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        let before = items.map(\.sink.count)
        let fates = try checked(items.map(\.path)) {
            HTTPSRequest(.get, items[$0].path, sink: items[$0].sink, isFile: true)
        }
        return fates.enumerated().map { index, fate in fate.map { _ in items[index].sink.count - before[index] } }
    }

    package func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        items.map { _ in .failure(faults.cannot("nothing can be put there")) }
    }

    package func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        items.map { _ in .failure(faults.cannot("nothing can be renamed there")) }
    }

    package func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        paths.map { _ in .failure(faults.cannot("nothing can be removed there")) }
    }

    package var remarks: [String] {
        let account = conversation.account
        let doubts = account.login.doubts.map { "Connection '\(account.name)': \($0.words)." }
        return doubts + (conversation.peer?.remarks(now, account.line.address) ?? [])
    }
    package var facts: [PlaceFact] { conversation.peer?.facts(now) ?? [] }

    package func close() { conversation.close() }

    /// Requests for all paths that may be asked for at all.
    private func checked(
        _ paths: [String], _ make: (Int) -> HTTPSRequest
    ) throws(Fault) -> [Result<HTTPSResponse, Fault>] {
        var refused: [Int: Fault] = [:]
        for (index, path) in paths.enumerated() {
            do throws(Fault) { try PlacePath.check(path) } catch { refused[index] = error }
        }
        let good = paths.indices.filter { refused[$0] == nil }
        let fates = try asked(good.map(make))
        var answers = Dictionary(uniqueKeysWithValues: zip(good, fates))
        for (index, fault) in refused { answers[index] = .failure(fault) }
        return paths.indices.map { answers[$0] ?? .failure(Conversation.lost(conversation.account.line.address)) }
    }

    /// A login that is refused rests, and one that is not is as new. Which it is shows with the first file that asks for it.
    private func asked(_ requests: [HTTPSRequest]) throws(Fault) -> [Result<HTTPSResponse, Fault>] {
        do throws(Fault) {
            let fates = try conversation.carry(requests)
            for case .success in fates.prefix(1) { try rest?.accepted() }
            return fates
        } catch { throw try heard(error) }
    }

    private func heard(_ fault: Fault) throws(Fault) -> Fault {
        if fault.code == .placeLogin { try rest?.refused() }
        return fault
    }

    private func entry(_ path: String, _ response: HTTPSResponse) -> Result<Entry?, Fault> {
        guard let size = response["content-length"].flatMap({ Int($0) }), size >= 0 else {
            return .failure(faults.endless(path))
        }
        let modified = response["last-modified"].flatMap(HTTPSDate.moment) ?? Moment(seconds: 0)
        return .success(Entry(name: PlacePath.last(path), kind: .file, size: size, modified: modified))
    }
}
