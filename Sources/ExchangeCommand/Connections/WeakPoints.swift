import Exchange
import Setup

/// What is weak about a connection as it is written.
enum WeakPoints {
    static func words(of setup: ConnectionSetup) -> [String] {
        var found: [String] = []
        if let legacy = setup.settings.node["legacy"], legacy.pairs != nil {
            let until = legacy["until"]?.text.map { " until \($0)" } ?? ""
            found.append("legacy algorithms\(until)")
        }
        if holdsEnvironmentSecret(setup.settings.node) { found.append("secret in the environment") }
        if ["ftp", "http"].contains(setup.scheme) { found.append("not encrypted") }
        return found
    }

    private static func holdsEnvironmentSecret(_ node: Node) -> Bool {
        if node.text?.hasPrefix("env:") == true { return true }
        if let items = node.items { return items.contains(where: holdsEnvironmentSecret) }
        return node.pairs?.contains { holdsEnvironmentSecret($0.value) } ?? false
    }
}
