import Exchange

/// The questions, one after the other.
extension ProbeHand {
    func ask(_ question: ProbeQuestion) throws(Fault) -> [PlaceFact] {
        switch question {
        case .time: try askTime()
        case .rename: try askRename()
        case .replacing: try askReplacing()
        case .capitals: try askCase()
        case .hidden: try askHidden()
        case .names: try askNames()
        case .longest: try askLongest()
        case .room: try askRoom()
        }
    }

    private func askTime() throws(Fault) -> [PlaceFact] {
        [
            PlaceFact("time of files", hasFractions ? "parts of a second" : "whole seconds"),
            PlaceFact("clock skew", ClockSkew.words(skew), isSteady: false),
        ]
    }

    private func askRename() throws(Fault) -> [PlaceFact] {
        let (from, to) = (path("from"), path("to"))
        guard try stored(from, to) else { return [PlaceFact("rename onto a file", "unknown")] }
        // Where the place can be asked without the looks of a session, its own answer counts.
        if let said = try session.renameOntoExisting(from, to) {
            let value = try outcome(said, at: to)
            let keeps = value == ProbeHand.refused
            try memory.keep(PlaceLesson.renameRefusesExisting, keeps ? "yes" : "no")
            return [
                PlaceFact("rename onto a file", value), PlaceFact("rename refuses atomically", keeps ? "yes" : "no"),
            ]
        }
        let fault = try rename(from, to, replacing: false)
        let value = try outcome(fault == nil, at: to)
        let why = value == ProbeHand.refused && fault?.code != .placeExists ? fault.map { ": \($0.message)" } : nil
        let keeps = session.abilities.contains(.exclusiveRename)
        return [
            PlaceFact("rename onto a file", value + (why ?? "")),
            PlaceFact("rename refuses atomically", keeps ? "yes" : "no"),
        ]
    }

    /// What a rename onto the file `old` did, besides what was said about it.
    private func outcome(_ said: Bool, at path: String) throws(Fault) -> String {
        let found = try text(path)
        if said { return found == "new" ? "replaces it" : "says yes, does nothing" }
        if found == "old" { return ProbeHand.refused }
        return found == "new" ? "says no, and replaces it" : "says no, and the file is gone"
    }

    private static let refused = "refused"

    private func askReplacing() throws(Fault) -> [PlaceFact] {
        let (from, to) = (path("next"), path("last"))
        guard try stored(from, to) else { return [PlaceFact("replacing a file", "unknown")] }
        if let fault = try rename(from, to, replacing: true) {
            return [PlaceFact("replacing a file", "no: \(fault.message)")]
        }
        return [PlaceFact("replacing a file", try text(to) == "new" ? "yes" : "says yes, does nothing")]
    }

    private func stored(_ from: String, _ to: String) throws(Fault) -> Bool {
        if try store(from, "new") != nil { return false }
        return try store(to, "old") == nil
    }

    private func askCase() throws(Fault) -> [PlaceFact] {
        let same = try isThere(path("A"))
        return [PlaceFact("upper and lower case", same ? "the same name" : "different names")]
    }

    private func askHidden() throws(Fault) -> [PlaceFact] {
        let isShown = try !listed().isEmpty
        return [PlaceFact("names that begin with a dot", isShown ? "listed" : "not listed")]
    }

    private func askNames() throws(Fault) -> [PlaceFact] {
        let kinds = [
            ("ü as one character", "\u{FC}"), ("ü as two characters", "u\u{308}"), ("a blank", "b b"),
            ("a semicolon", "s;s"),
        ]
        var facts: [PlaceFact] = []
        for (kind, ending) in kinds { facts.append(PlaceFact("a name with \(kind)", try name(with: ending))) }
        return facts
    }

    private func name(with ending: String) throws(Fault) -> String {
        let given = "\(stem)-n\(ending)"
        if let fault = try store(PlacePath.join(folder, given), "n") {
            return fault.code == .placeExists ? "the same name as another spelling" : "refused"
        }
        // Bytes, not letters: to Swift both spellings of an umlaut are equal.
        let names = try listed()
        if names.isEmpty { return try isThere(PlacePath.join(folder, given)) ? "kept" : "changed" }
        return names.contains { $0.utf8.elementsEqual(given.utf8) } ? "kept" : "changed"
    }

    private func askLongest() throws(Fault) -> [PlaceFact] {
        for length in [255, 200, 143, 100] {
            let ending = String(repeating: "x", count: length - stem.utf8.count - 1)
            if try store(path(ending), "x") == nil, try isThere(path(ending)) {
                return [PlaceFact("longest name", "\(length) bytes")]
            }
        }
        return [PlaceFact("longest name", "less than 100 bytes")]
    }

    private func askRoom() throws(Fault) -> [PlaceFact] {
        guard session.abilities.contains(.freeSpace), let free = try session.freeSpace(folder) else {
            return [PlaceFact("free space", "not told")]
        }
        return [PlaceFact("free space", roomy(free), isSteady: false)]
    }
}
