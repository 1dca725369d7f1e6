import Exchange
import Machine

/// A refused login is not tried again and again: accounts are locked by that. After the second refusal the credentials
/// rest, first for an hour and then for a day; other credentials, or another account, begin anew.
struct CredentialRest {
    private static let hour = 3600

    /// The connection's name, the server and the account there, for messages.
    private let name: String
    private let address: String
    private let user: String
    /// Which account and credentials these are; nothing of the secrets themselves.
    private let words: String
    private let visit: Visit

    init(name: String, address: String, user: String, words: String, _ visit: Visit) {
        (self.name, self.address, self.user, self.words) = (name, address, user, words)
        self.visit = visit
    }

    init(_ account: SSHAccount, _ visit: Visit) {
        self.init(
            name: account.name, address: account.address, user: account.user,
            words: "\(account.user) \(account.credentials)", visit)
    }

    /// Throws `place.login` while the credentials rest.
    func demand() throws(Fault) {
        guard let refused = try recall(), refused.count >= 2 else { return }
        let rest = refused.count == 2 ? CredentialRest.hour : 24 * CredentialRest.hour
        let left = refused.at + rest - visit.now().seconds
        // A clock that was set back must not lock us out.
        guard left > 0, left <= rest else { return }
        throw Fault(
            .placeLogin, .stop,
            "\(address) refused the login of \(user) \(refused.count) times; it is not tried again for "
                + "\(left < CredentialRest.hour ? counted((left + 59) / 60, "minute") : counted(left / CredentialRest.hour, "hour")).",
            remedy: "Put the credentials right, then 'exchange connections test \(name)': that tries at once.",
            context: ["connection": name])
    }

    func refused() throws(Fault) {
        let count = (try recall()?.count ?? 0) + 1
        try visit.memory.keep(PlaceLesson.loginRefused, "\(count) \(visit.now().seconds) \(mark)")
    }

    func accepted() throws(Fault) {
        if try visit.memory.recall(PlaceLesson.loginRefused) != nil {
            try visit.memory.keep(PlaceLesson.loginRefused, nil)
        }
    }

    private func recall() throws(Fault) -> (count: Int, at: Int)? {
        let words = try visit.memory.recall(PlaceLesson.loginRefused)?.split(separator: " ").map(String.init) ?? []
        guard words.count == 3, words[2] == mark, let count = Int(words[0]), let at = Int(words[1]) else { return nil }
        return (count, at)
    }

    private var mark: String { SHA256.digest(of: Array(words.utf8)).hex }
}
