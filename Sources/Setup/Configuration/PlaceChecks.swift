import Exchange

/// Checks that pickups and deliveries share.
enum PlaceChecks {
    /// A folder below the connection's: the text, or an empty one.
    static func folder(_ settings: Settings, _ key: String, _ complaints: inout Complaints) -> String {
        guard let node = settings.written(key), let text = node.text else { return "" }
        let trimmed = text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
        if !isRelative(trimmed) {
            complaints.add(
                node.mark, key: settings.dotted(key),
                "'\(settings.dotted(key))' is a folder below the connection's own, without a leading '/' and without '..'"
            )
        }
        return trimmed
    }

    /// Whether the text can be part of a file name.
    static func isNamePart(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200 && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" }
    }

    /// A name pattern; nil, and a complaint, if it is none.
    static func name(
        _ settings: Settings, _ key: String, allowed: Set<Placeholder>, _ complaints: inout Complaints
    ) -> NamePattern? {
        guard let node = settings.written(key), let text = node.text else { return nil }
        let path = settings.dotted(key)
        let words = Placeholder.allCases.filter(allowed.contains).map { "{\($0.rawValue)}" }
        do {
            let pattern = try NamePattern(text, allowed: allowed)
            if PlaceChecks.isNamePart(text), !text.hasPrefix(".") { return pattern }
            complaints.add(
                node.mark, key: path, "'\(path)' is a file name: without '/', no '.' in front, 200 bytes at most")
        } catch {
            complaints.add(PlaceChecks.complaint(error, node, text, path, words))
        }
        return nil
    }

    private static func complaint(
        _ problem: NamePatternProblem, _ node: Node, _ text: String, _ path: String, _ words: [String]
    ) -> Complaint {
        switch problem {
        case .brace:
            return Complaint(node.mark, key: path, "a '{' and its '}' do not match in '\(text)'", allowed: words)
        case .unknown(let word):
            let nearest = Exchange.nearest(word, among: words.map { String($0.dropFirst().dropLast()) })
            return Complaint(
                node.mark, key: path, "'{\(word)}' is not filled in here", nearest: nearest.map { "{\($0)}" },
                allowed: words)
        }
    }

    static func isRelative(_ path: String) -> Bool {
        do {
            try PlacePath.check(path)
            return true
        } catch { return false }
    }
}
