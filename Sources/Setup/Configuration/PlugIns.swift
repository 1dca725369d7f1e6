import Exchange

/// The feeds, transports and kinds of notice a configuration may name. Setup knows none by itself.
package struct PlugIns: Sendable {
    package let feeds: [any Feed.Type]
    package let transports: [any Transport.Type]
    package let channels: [any NoticeChannel.Type]

    package init(
        feeds: [any Feed.Type], transports: [any Transport.Type], channels: [any NoticeChannel.Type] = []
    ) {
        self.feeds = feeds
        self.transports = transports
        self.channels = channels
    }

    package func feed(_ name: String) -> (any Feed.Type)? { feeds.first { $0.name == name } }

    package func transport(_ scheme: String) -> (any Transport.Type)? { transports.first { $0.scheme == scheme } }
}
