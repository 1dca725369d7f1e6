import Exchange

/// A profile's `from`.
enum PickupReader {
    /// Nil, and at least one complaint, if it is not whole. The keys and types have been checked.
    static func plan(
        _ settings: Settings, _ connections: Connections, _ complaints: inout Complaints
    ) -> PickupPlan? {
        let connection = connections.connection(
            namedBy: settings.written("connection"), key: settings.dotted("connection"), &complaints)
        let folder = PlaceChecks.folder(settings, "folder", &complaints)
        let files = FileChoiceReader.choice(settings, &complaints)
        let after = after(settings, folder: folder, files: files, &complaints)
        let doneFile = doneFile(settings, files, &complaints)
        let sizes = sizes(settings, &complaints)
        let atMost = atMost(settings, &complaints)
        let claim = claim(settings, files, &complaints)
        guard let connection, let files else { return nil }
        return PickupPlan(
            connection: connection.name, transport: connection.transport, folder: folder, files: files,
            order: settings.text("order").flatMap(PickupOrder.init(rawValue:)) ?? .name,
            settleMilliseconds: settings.duration("settle"), ageMilliseconds: settings.duration("min_age") ?? 0,
            waitMilliseconds: settings.duration("wait") ?? 0, doneFile: doneFile,
            expect: settings.integer("expect") ?? 0, atMost: atMost, sizes: sizes,
            empty: settings.text("empty").flatMap(EmptyFiles.init(rawValue:)) ?? .hold, claim: claim,
            after: after)
    }

    private static func sizes(_ settings: Settings, _ complaints: inout Complaints) -> ClosedRange<Int> {
        let least = settings.size("min_size") ?? 0
        let most = settings.size("max_size") ?? Int.max
        if least <= most { return least...most }
        let node = settings.written("max_size") ?? settings.node
        complaints.add(node.mark, key: settings.dotted("max_size"), "no size is at least 'min_size' and at most this")
        return 0...Int.max
    }

    private static func atMost(_ settings: Settings, _ complaints: inout Complaints) -> Int? {
        guard let most = settings.integer("at_most"), let node = settings.written("at_most") else { return nil }
        if let least = settings.integer("expect"), least > most {
            complaints.add(
                node.mark, key: settings.dotted("at_most"), "'expect' asks for more files than a run may take")
        }
        return most
    }

    private static func doneFile(
        _ settings: Settings, _ files: FileChoice?, _ complaints: inout Complaints
    ) -> NamePattern? {
        let pattern = PlaceChecks.name(settings, "done_file", allowed: Placeholder.ofDoneFiles, &complaints)
        guard let pattern, let node = settings.written("done_file") else { return pattern }
        if pattern.description == "{name}" {
            complaints.add(node.mark, key: settings.dotted("done_file"), "a file cannot be its own done file")
        } else if let files, files.isOpenEnded, pattern.parts.first == .placeholder(.name) {
            complaints.add(
                node.mark, key: settings.dotted("done_file"),
                "done files would be picked up as well, because \(files) takes any ending")
        }
        return pattern
    }

    private static func claim(
        _ settings: Settings, _ files: FileChoice?, _ complaints: inout Complaints
    ) -> SourceClaim {
        let claim = settings.text("claim").flatMap(SourceClaim.init(rawValue:)) ?? .none
        let ending = FileChoice.claimedEnding
        if claim == .rename, let node = settings.written("claim"), let files,
            files.tests.contains(where: { $0.literalEnd.hasSuffix(ending) })
        {
            complaints.add(
                node.mark, key: settings.dotted("claim"),
                "a claimed file would be picked up again, because its name ends in '\(ending)' and \(files) asks for that"
            )
        }
        return claim
    }

    private static func after(
        _ settings: Settings, folder: String, files: FileChoice?, _ complaints: inout Complaints
    ) -> AfterPickup {
        let choice = settings.text("after") ?? "leave"
        for (key, owner) in [("after_folder", "move"), ("after_suffix", "rename")] where owner != choice {
            guard let node = settings.written(key) else { continue }
            let message = "'\(settings.dotted(key))' means nothing without 'after: \(owner)'"
            complaints.add(node.mark, key: settings.dotted(key), message)
        }
        switch choice {
        case "move": return move(settings, from: folder, &complaints)
        case "rename": return rename(settings, files, &complaints)
        case "delete": return .delete
        default: return .leave
        }
    }

    private static func move(_ settings: Settings, from folder: String, _ complaints: inout Complaints) -> AfterPickup {
        let key = settings.dotted("after_folder")
        guard let node = settings.written("after_folder") else {
            let mark = settings.written("after")?.mark ?? settings.mark
            complaints.add(mark, key: key, "'after: move' needs '\(key)', for example: after_folder: done")
            return .leave
        }
        let target = PlaceChecks.folder(settings, "after_folder", &complaints)
        if target == folder { complaints.add(node.mark, key: key, "the files would stay where they are") }
        return .move(folder: target)
    }

    private static func rename(
        _ settings: Settings, _ files: FileChoice?, _ complaints: inout Complaints
    ) -> AfterPickup {
        let suffix = settings.text("after_suffix") ?? ""
        let mark = (settings.written("after_suffix") ?? settings.written("after") ?? settings.node).mark
        if !PlaceChecks.isNamePart(suffix) {
            complaints.add(mark, key: settings.dotted("after_suffix"), "'\(suffix)' cannot be the end of a file name")
        } else if let files, files.isOpenEnded {
            complaints.add(
                mark, key: settings.dotted("after_suffix"),
                "a renamed file would be picked up again, because \(files) takes any ending")
        } else if let files, files.tests.contains(where: { $0.literalEnd.hasSuffix(suffix) }) {
            complaints.add(
                mark, key: settings.dotted("after_suffix"),
                "a renamed file would be picked up again, because \(files) takes names that end so")
        }
        return .rename(suffix: suffix)
    }
}
