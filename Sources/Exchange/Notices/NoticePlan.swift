/// Who is told what about the runs of a profile.
package struct NoticePlan: Sendable {
    package struct Channel: Sendable {
        package let name: String
        package let channel: any NoticeChannel

        package init(_ name: String, _ channel: any NoticeChannel) {
            self.name = name
            self.channel = channel
        }
    }

    package let channels: [Channel]
    package let rules: [NoticeRule]
    /// The same trouble again within so many seconds is counted, not told.
    package let quietSeconds: Int
    /// What could not be sent is given up after so many seconds.
    package let horizonSeconds: Int

    package init(
        channels: [Channel] = [], rules: [NoticeRule] = [], quietSeconds: Int = 20 * 3600,
        horizonSeconds: Int = 3 * 86_400
    ) {
        self.channels = channels
        self.rules = rules
        self.quietSeconds = quietSeconds
        self.horizonSeconds = horizonSeconds
    }

    package func channel(_ name: String) -> (any NoticeChannel)? { channels.first { $0.name == name }?.channel }
}
