import Exchange
import Machine

/// A notice that is about no run, to see whether a channel works.
package enum NoticeTrial {
    package static func notice(
        _ channel: String, _ institution: String, profile: String, person: String, at: CivilTime, zone: String
    ) -> Notice {
        let identity = Array("\(institution)\n\(channel)\n\(at.moment.seconds)\n\(at.moment.nanoseconds)".utf8)
        let id = String(SHA256.digest(of: identity).hex.prefix(32))
        var document = NoticeDocument(
            id: id, kind: "test", institution: institution, profile: profile, run: "", clock: at.description,
            zone: zone,
            verdict: End.done.title, exit: 0, causes: [], owners: [], codes: [], counts: RunCounts(Tally()), repeats: 0)
        let bare = JSONFile.bytes(document)
        let subject = shown("[\(institution)] TEST of the channel '\(channel)'")
        let text = """
            This is a test: \(shown(person)) wanted to see whether notices of '\(shown(institution))' arrive here.
            Nothing happened to any run, and nobody has to do anything.

            """
        document.subject = subject
        document.text = text
        return Notice(
            id: id, at: at, subject: subject, text: text, document: bare, fullDocument: JSONFile.bytes(document))
    }
}
