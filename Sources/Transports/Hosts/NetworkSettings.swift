import Exchange

/// What every connection over a network may say in the same words, and how it is read.
enum NetworkSettings {
    static let timeouts = Setting("timeouts", .block(waits), "how long it waits", example: "{connect: 1m}")

    /// For places that are as a rule out in the world: what lies inside must be named.
    static let addresses = Setting(
        "addresses", .list(.text),
        "where the server's name may lead; where left out, anywhere but private, loopback and link-local addresses",
        example: "[203.0.113.0/24, \"2001:db8::/32\"]")

    /// A run has ended and somebody waits for its process to end, too.
    static let noticeTimeouts = Setting("timeouts", .block(noticeWaits), "how long it waits", example: "{connect: 10s}")

    private static let noticeWaits: [Setting] = [
        Setting("connect", .duration, default: "5s", "until the conversation is open", example: "10s"),
        Setting("idle", .duration, default: "10s", "the longest silence while an answer is owed", example: "30s"),
        Setting("progress", .size, default: "1KiB", "at least so much is carried …", example: "64KiB"),
        Setting("progress_in", .duration, default: "30s", "… in each such time", example: "1m"),
    ]

    private static let waits: [Setting] = [
        Setting("connect", .duration, default: "30s", "until the conversation is open, login included", example: "1m"),
        Setting("idle", .duration, default: "60s", "the longest silence while an answer is owed", example: "2m"),
        Setting("progress", .size, default: "64KiB", "at least so much is carried …", example: "1MiB"),
        Setting("progress_in", .duration, default: "5m", "… in each such time while files are carried", example: "10m"),
    ]

    static func timeouts(_ settings: Settings, _ complaints: inout Complaints) -> PlaceTimeouts {
        let setting = settings.declared.first { $0.key == "timeouts" }
        let declared: [Setting] = if case .block(let inner)? = setting?.kind { inner } else { waits }
        let block = settings.block("timeouts") ?? Settings(.map([], settings.mark), declared: declared)
        for key in ["connect", "idle", "progress_in"] where block.duration(key) == 0 {
            let mark = (block.written(key) ?? block.node).mark
            complaints.add(mark, key: block.dotted(key), "without any time nothing can answer")
        }
        return PlaceTimeouts(
            connectMilliseconds: block.duration("connect") ?? 30_000,
            idleMilliseconds: block.duration("idle") ?? 60_000,
            progressBytes: block.size("progress") ?? 64 << 10,
            progressMilliseconds: block.duration("progress_in") ?? 300_000)
    }

    /// Nil where the connection says nothing.
    static func addresses(_ settings: Settings, _ complaints: inout Complaints) -> AddressRule? {
        guard let node = settings.written("addresses"), let items = node.items else { return nil }
        let key = settings.dotted("addresses")
        if items.isEmpty { complaints.add(node.mark, key: key, "without any address nothing could be reached") }
        let entries = items.compactMap(\.text)
        for entry in AddressRule.unreadable(entries) {
            complaints.add(
                node.mark, key: key,
                "'\(PlacePath.readable(entry))' is neither an address nor a range such as 203.0.113.0/24 or 2001:db8::/32"
            )
        }
        return AddressRule(entries)
    }

    /// A proxy for HTTP's CONNECT: `host:port`. Nil where there is none.
    static func proxy(_ settings: Settings, _ complaints: inout Complaints) -> CurlProxy? {
        guard let text = settings.text("proxy") else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, NetworkNames.isHost(String(parts[0])), let port = Int(parts[1]),
            (1...65_535).contains(port)
        else {
            complain(
                "proxy", "a proxy is written host:port, without 'http://' and without an account", settings, &complaints
            )
            return nil
        }
        return CurlProxy(host: String(parts[0]), port: port)
    }

    /// The server's name or address.
    static func host(_ settings: Settings, _ complaints: inout Complaints) -> String {
        let host = settings.text("host") ?? ""
        if host.contains("/") {
            complain(
                "host", "'host' is the server's name only; a folder is written under 'path'", settings, &complaints)
        } else if host.contains("@") {
            complain(
                "host", "'host' is the server's name only; the account is written under 'user'", settings, &complaints)
        } else if !NetworkNames.isHost(host) {
            let words = "'\(PlacePath.readable(host))' is neither a host's name nor an address"
            complain("host", words, settings, &complaints)
        }
        return host
    }

    /// The folder of the server, without slashes at its end; `/` stays.
    static func folder(_ settings: Settings, _ complaints: inout Complaints) -> String {
        let text = settings.text("path") ?? ""
        let isAbsolute = text.hasPrefix("/")
        var inner = isAbsolute ? text.dropFirst() : text[...]
        if inner.hasSuffix("/") { inner = inner.dropLast() }
        do { try PlacePath.check(String(inner)) } catch {
            let words = "'path' is a folder of the server, absolute or from the login's own, without '..'"
            complain("path", words, settings, &complaints)
        }
        return (isAbsolute ? "/" : "") + inner
    }

    private static func complain(
        _ key: String, _ message: String, _ settings: Settings, _ complaints: inout Complaints
    ) {
        complaints.add((settings.written(key) ?? settings.node).mark, key: settings.dotted(key), message)
    }
}
