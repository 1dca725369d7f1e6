import Exchange

/// A profile's `targets`: for each, keys that are laid over the profile's own, so that the same profile can be tried on
/// another receiver.
///
///     targets:
///       sandbox:
///         to: {connection: alma-sandbox}
///
/// Blocks are merged key by key, anything else is replaced. Nodes keep their marks: a complaint about a target stands
/// where the target does.
struct Targets {
    private static let key = "targets"
    /// What happens to the source is the profile's own business.
    private static let afterKeys = ["after", "after_folder", "after_suffix"]

    /// A place to try things on is run by a person.
    private static let times = ["schedule", "expectations"]

    private let profile: Node
    private let pairs: [Node.Pair]

    init(_ profile: Node) {
        self.profile = profile
        pairs = profile[Targets.key]?.pairs ?? []
    }

    var names: [String] { pairs.map(\.key) }

    /// The profile as the target has it, which never touches the source; nil where there is no such target.
    func laid(_ target: String) -> Node? {
        guard let pair = pairs.first(where: { $0.key == target }) else { return nil }
        let own = Targets.without([Targets.key] + Targets.times, profile)
        return Targets.leavingTheSource(Targets.laid(pair.value, over: own))
    }

    /// What is wrong with the targets as such. What is in them is judged where they are read as profiles.
    var complaints: Complaints {
        var found = Complaints([])
        for pair in pairs { check(pair, &found) }
        return found
    }

    private func check(_ pair: Node.Pair, _ complaints: inout Complaints) {
        let path = "\(Targets.key).\(pair.key)"
        if !ProfileFolder.isName(pair.key) {
            complaints.add(
                pair.keyMark, key: path, "a target's name has letters, digits, '-' and '_' only, 64 at most")
        }
        guard let keys = pair.value.pairs else {
            return complaints.add(
                pair.value.mark, key: path, "'\(path)' wants a block of keys, found \(pair.value.kindName)")
        }
        for written in keys where ["feed", Targets.key].contains(written.key) {
            complaints.add(
                written.keyMark, key: "\(path).\(written.key)", "a target has the profile's own '\(written.key)'")
        }
        for written in keys where Targets.times.contains(written.key) {
            complaints.add(
                written.keyMark, key: "\(path).\(written.key)", "a target has no '\(written.key)': a person runs it")
        }
        for written in pair.value["from"]?.pairs ?? [] where Targets.afterKeys.contains(written.key) {
            complaints.add(
                written.keyMark, key: "\(path).from.\(written.key)",
                "a target leaves the source alone: 'from.after' is always 'leave' for it")
        }
        let places = [profile, laid(pair.key) ?? profile].map {
            [$0["to"]?["connection"]?.text, $0["to"]?["folder"]?.text]
        }
        if places[0] == places[1] {
            complaints.add(
                pair.keyMark, key: path,
                "'\(path)' delivers to the profile's own place: give it a 'to: connection' or a 'to: folder'")
        }
    }

    private static func laid(_ upper: Node, over lower: Node) -> Node {
        guard let above = upper.pairs, let below = lower.pairs else { return upper }
        let kept = below.map { pair in
            guard let other = above.last(where: { $0.key == pair.key }) else { return pair }
            return Node.Pair(key: other.key, keyMark: other.keyMark, value: laid(other.value, over: pair.value))
        }
        let new = above.filter { pair in !below.contains { $0.key == pair.key } }
        return .map(kept + new, lower.mark)
    }

    private static func leavingTheSource(_ profile: Node) -> Node {
        guard let pairs = profile.pairs else { return profile }
        let changed = pairs.map { pair in
            pair.key == "from"
                ? Node.Pair(key: pair.key, keyMark: pair.keyMark, value: without(afterKeys, pair.value)) : pair
        }
        return .map(changed, profile.mark)
    }

    private static func without(_ keys: [String], _ node: Node) -> Node {
        guard let pairs = node.pairs else { return node }
        return .map(pairs.filter { !keys.contains($0.key) }, node.mark)
    }
}
