import Exchange

/// What an SFTP server can do, from what it says and what a probe found out.
enum SFTPAbilities {
    static func found(_ talk: Conversation, _ memory: any PlaceMemory) throws(Fault) -> Abilities {
        var found: Abilities = [.remote, .resumes]
        if talk.server.has(ServerGreeting.posixRename) {
            found.insert(.replacingRename)
            // Others follow the link, or refuse.
            if talk.server.isOpenSSH { found.insert(.replacesLinks) }
        }
        if talk.server.has(ServerGreeting.flush) { found.insert(.durableStore) }
        if talk.server.has(ServerGreeting.space) { found.insert(.freeSpace) }
        let probed = try memory.recall(PlaceLesson.renameRefusesExisting)
        if probed == "yes" || (probed == nil && talk.server.isOpenSSH) { found.insert(.exclusiveRename) }
        return found
    }
}
