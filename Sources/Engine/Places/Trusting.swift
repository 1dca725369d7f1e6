import Exchange

/// Which host keys of a connection a person trusts, and the record of it.
package struct Trusting {
    private static let log = "trust decisions"
    private static let keptDecisions = 40

    private let connection: String
    private let place: any KeyShowing
    private let memory: any PlaceMemory

    /// `trust.rule` where the connection's kind of place has no host keys.
    package init(_ connection: String, _ transport: any Transport, _ memory: any PlaceMemory) throws(Fault) {
        guard let place = transport as? any KeyShowing else {
            throw Fault(
                .trustRule, .stop, "'\(connection)' is \(transport.address): it has no host key.",
                remedy: "Nothing is to be trusted there; 'exchange connections test' shows whether it works.")
        }
        self.connection = connection
        self.place = place
        self.memory = memory
    }

    package func trusted() throws(Fault) -> [TrustedHostKey] {
        try place.recallKeys(memory).filter { !$0.isRevoked }
    }

    /// Every decision there was, oldest first, a line each.
    package func decisions() throws(Fault) -> [String] {
        try (memory.recall(Trusting.log) ?? "").split(separator: "\n").map(String.init)
    }

    package func shown(_ visit: Visit) throws(Fault) -> [ShownKey] { try place.shownKeys(visit) }

    /// Trusts the one key of that fingerprint that the server shows now, beside those trusted before. `trust.other` where
    /// it shows none such, `trust.reason` where a key of its kind was trusted before and nobody says why there is another.
    @discardableResult
    package func trust(
        _ fingerprint: String, among keys: [ShownKey], at moment: Moment, by person: String, because reason: String
    ) throws(Fault) -> TrustedHostKey {
        if let rule = place.keyRule {
            throw Fault(.trustRule, .stop, "Which host keys of '\(connection)' are right is \(rule).")
        }
        let wanted = Trusting.plain(fingerprint)
        guard let key = keys.first(where: { Trusting.plain($0.fingerprint) == wanted }) else {
            let seen = keys.map { "\($0.type) \($0.fingerprint)" }.joined(separator: ", ")
            throw Fault(
                .trustOther, .stop, "'\(connection)' shows \(seen.isEmpty ? "no key" : seen), and not \(fingerprint).")
        }
        let known = try trusted()
        if let same = known.first(where: { $0.key == key }) { return same }
        let why = Trusting.oneLine(reason)
        // Also one that was revoked: nobody takes that back without a word.
        if why.isEmpty, let other = try earlier(key.type) { throw Fault(.trustReason, .stop, other) }
        let new = TrustedHostKey(key, at: moment, by: person, because: why)
        try note("trusted", key, moment, person, new.reason)
        try place.recordKey(new, memory)
        return new
    }

    /// The last decision about a key of that type, as a sentence; nil where there was none.
    package func earlier(_ type: String) throws(Fault) -> String? {
        try place.recallKeys(memory).last { $0.key.type == type }.map { other in
            let verb = other.isRevoked ? "revoked" : "trusted"
            return "\(other.person) \(verb) the \(type) key \(other.key.fingerprint) of '\(connection)'."
        }
    }

    /// From now on that key is not trusted any more. False where it was not.
    package func revoke(
        _ fingerprint: String, at moment: Moment, by person: String, because reason: String
    ) throws(Fault) -> Bool {
        let wanted = Trusting.plain(fingerprint)
        guard let gone = try trusted().first(where: { Trusting.plain($0.key.fingerprint) == wanted }) else {
            return false
        }
        let why = Trusting.oneLine(reason)
        try note("revoked", gone.key, moment, person, why)
        try place.recordKey(
            TrustedHostKey(gone.key, at: moment, by: person, because: why, isRevoked: true), memory)
        return true
    }

    /// Before the decision holds, so that none holds without its record.
    private func note(
        _ verb: String, _ key: ShownKey, _ moment: Moment, _ person: String, _ reason: String
    ) throws(Fault) {
        let time = CivilTime(moment, offset: 0, abbreviation: "UTC")
        let why = reason.isEmpty ? "" : ": \(reason)"
        let line = "\(time) \(person) \(verb) \(key.type) \(key.fingerprint)\(why)"
        let lines = try (decisions() + [line]).suffix(Trusting.keptDecisions)
        try memory.keep(Trusting.log, lines.joined(separator: "\n"))
    }

    /// Some programs write the padding of base64.
    private static func plain(_ fingerprint: String) -> String {
        var text = fingerprint
        while text.last == "=" { text.removeLast() }
        return text
    }

    private static func oneLine(_ text: String) -> String {
        let words = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(String(words).split(separator: " ").joined(separator: " ").prefix(400))
    }
}
