import Exchange
import Machine

/// A profile whose runs cannot begin, because it, or what it needs, is not whole: `unreadable/<profile>.json` in the state
/// folder says what people were told, so that they are told once, not each time a run is due.
package struct UnreadableProfile: Codable, Hashable, Sendable {
    package let schema: Int
    /// `file:line:column: what is wrong with it`, a line each. About the configuration, never about a person.
    package let complaints: [String]

    package init(_ complaints: [String]) {
        schema = 1
        self.complaints = complaints
    }

    private static func path(of profile: String) -> String { "unreadable/\(profile).json" }

    /// What people were told last; nil where it was whole since.
    package static func told(_ profile: String, in workspace: Workspace) throws(Fault) -> UnreadableProfile? {
        try JSONFile.read(UnreadableProfile.self, path(of: profile), in: workspace.folder)
    }

    package func keep(_ profile: String, in workspace: Workspace) throws(Fault) {
        _ = try workspace.folder.making("unreadable")
        try JSONFile.write(self, as: UnreadableProfile.path(of: profile), in: workspace.folder)
    }

    /// It is whole again: the next mistake is told anew.
    package static func forget(_ profile: String, in workspace: Workspace) throws(Fault) {
        guard try workspace.folder.look(path(of: profile)) != nil else { return }
        try workspace.folder.remove(path(of: profile))
    }

    /// Channels that are told when a run of such a profile fails and IT must act.
    package static func channels(of plan: NoticePlan) -> [NoticePlan.Channel] {
        plan.channels.filter { channel in
            plan.rules.contains { $0.channels.contains(channel.name) && $0.concerns([.failed], [.it]) }
        }
    }

    /// The same for every try to tell a channel of these complaints.
    package func notice(
        to channel: String, _ institution: String, profile: String, at: CivilTime, zone: String
    ) -> Notice {
        let identity = [institution, channel, profile] + complaints
        let id = String(SHA256.digest(of: Array(identity.joined(separator: "\n").utf8)).hex.prefix(32))
        var document = NoticeDocument(
            id: id, kind: "configuration", institution: institution, profile: profile, run: "",
            clock: at.description, zone: zone, verdict: End.configuration.title, exit: End.configuration.rawValue,
            causes: [NoticeCause.failed.rawValue], owners: [Owner.it.rawValue], codes: [],
            counts: RunCounts(Tally()), repeats: 0)
        let bare = JSONFile.bytes(document)
        let subject = shown("[\(institution)] \(profile) cannot run: its configuration is not whole")
        let most = 20
        let left = complaints.count - most
        let lines =
            ["'\(profile)' was to run at \(at), and could not begin:", ""] + complaints.prefix(most).map { "  \($0)" }
            + (left > 0 ? ["  and \(counted(left, "mistake")) more"] : [])
            + [
                "", "None of its runs begins until this is mended; nothing is lost, files stay where they are.",
                "What to do: mend it, see whether 'exchange profiles check' agrees, then 'systemctl reload exchange'.",
                "You are told of this once.",
            ]
        document.subject = subject
        document.text = lines.map { shown($0) + "\n" }.joined()
        return Notice(
            id: id, at: at, subject: subject, text: document.text ?? "", owners: [.it], document: bare,
            fullDocument: JSONFile.bytes(document))
    }
}
