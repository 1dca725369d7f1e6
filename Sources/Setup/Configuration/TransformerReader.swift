import Exchange

/// A profile's `transformers`.
enum TransformerReader {
    /// Those that are whole; a complaint about each that is not. The keys and types have been checked.
    static func plans(
        _ settings: Settings, _ programs: TransformerPrograms, _ complaints: inout Complaints
    ) -> [TransformerPlan] {
        settings.blocks("transformers").compactMap { plan($0, programs, &complaints) }
    }

    private static func plan(
        _ settings: Settings, _ programs: TransformerPrograms, _ complaints: inout Complaints
    ) -> TransformerPlan? {
        guard settings.node.pairs != nil, let node = settings.written("program"), let path = node.text else {
            return nil
        }
        if let wrong = wrong(path, programs) { complaints.add(node.mark, key: settings.dotted("program"), wrong) }
        let environment = environment(settings, &complaints)
        let timeout = settings.duration("timeout") ?? 30_000
        if timeout == 0, let node = settings.written("timeout") {
            complaints.add(node.mark, key: settings.dotted("timeout"), "without any time nothing can answer")
        }
        return TransformerPlan(
            program: path, path: "\(settings.root)/\(path)", arguments: texts(settings, "arguments", &complaints),
            timeoutMilliseconds: timeout,
            format: settings.text("format").flatMap(TransformerPlan.Format.init(rawValue:)) ?? .jsonl,
            adds: adds(settings, &complaints), environment: environment)
    }

    /// What is wrong with the program, as a sentence.
    private static func wrong(_ path: String, _ programs: TransformerPrograms) -> String? {
        guard TransformerPrograms.isPath(path) else {
            return "a program is named from the root, the folder that holds Profiles/: no leading '/', no '..'"
        }
        switch programs[path] {
        case .missing: return "there is no '\(path)' below the root, the folder that holds Profiles/"
        case .unreadable(let why): return why
        case .tooLarge: return "'\(path)' is larger than 4 MiB; name a small script that starts it"
        case .file(let mode) where mode & 0o111 == 0:
            return "'\(path)' may not be executed; chmod 755 makes it so"
        case .file(let mode) where mode & 0o002 != 0:
            return "'\(path)' may be changed by everybody on this machine; chmod 755 forbids that"
        case .file: return nil
        }
    }

    private static func texts(_ settings: Settings, _ key: String, _ complaints: inout Complaints) -> [String] {
        (settings.written(key)?.items ?? []).compactMap { item in
            guard let text = item.text else { return nil }
            if isClean(text) { return text }
            complaints.add(item.mark, key: settings.dotted(key), "there is a control character in it")
            return nil
        }
    }

    private static func adds(_ settings: Settings, _ complaints: inout Complaints) -> [String] {
        let names = texts(settings, "adds", &complaints)
        var seen: Set<String> = []
        for (index, item) in (settings.written("adds")?.items ?? []).enumerated() {
            guard let name = item.text else { continue }
            let path = "\(settings.dotted("adds"))[\(index + 1)]"
            if name.isEmpty { complaints.add(item.mark, key: path, "a column has a name") }
            if !seen.insert(name).inserted { complaints.add(item.mark, key: path, "'\(name)' is named twice") }
        }
        return names
    }

    private static func environment(_ settings: Settings, _ complaints: inout Complaints) -> [String: String] {
        var variables: [String: String] = [:]
        for pair in settings.written("environment")?.pairs ?? [] {
            let key = "\(settings.dotted("environment")).\(pair.key)"
            if !isVariable(pair.key) {
                complaints.add(pair.keyMark, key: key, "a variable's name has letters, digits and '_' only")
            } else if pair.key.hasPrefix("EXCHANGE_") {
                complaints.add(pair.keyMark, key: key, "variables that begin with EXCHANGE_ are set by this program")
            } else if let text = pair.value.text, !isClean(text) {
                complaints.add(pair.value.mark, key: key, "there is a control character in it")
            }
            variables[pair.key] = pair.value.text ?? ""
        }
        return variables
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F
        }
    }

    private static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\t" || $0 == "\n" }
    }
}
