/// The checkout as files: nothing of one machine in it, nothing built, samples complete, scripts that stop at errors.
struct CheckoutRule {
    /// Paths that exist on one machine only. Put together here, so that this file does not hold them.
    static let machinePaths = ["/" + "work/", "/" + "root/", "/" + "Users/"]
    /// What CI finds beside its checkout; a user has no such folder.
    static let neighbour = "../" + "shared"
    static let ci = ".ci/run"

    func machinePaths(in path: String, text: String) -> [Violation] {
        var banned = Self.machinePaths
        if path != Self.ci { banned.append(Self.neighbour) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
            banned.filter { line.contains($0) }.map {
                Violation(
                    file: path, line: number + 1, rule: "machine paths", message: "'\($0)' exists on one machine only")
            }
        }
    }

    /// `tracked` is what git has, ignored or not.
    func built(in tracked: [String]) -> [Violation] {
        tracked.filter { $0.split(separator: "/").contains(".build") || $0 == "Package.resolved" }.map {
            Violation(file: $0, line: 1, rule: "built files", message: "is made by the build and must not be committed")
        }
    }

    /// `Samples/<feed>/<case>/` holds `given.*`, `expected.*` and `report.txt`; a case may give several files.
    func samples(in files: [String]) -> [Violation] {
        let inCases = files.map { $0.split(separator: "/").map(String.init) }.filter {
            $0.first == "Samples" && $0.count >= 4
        }
        return Dictionary(grouping: inCases) { $0.prefix(3).joined(separator: "/") }.sorted { $0.key < $1.key }
            .flatMap { folder, parts in
                let names = parts.map { $0[3] }
                let missing = [
                    names.contains { $0.hasPrefix("given") } ? nil : "given.*",
                    names.contains { $0.hasPrefix("expected") } ? nil : "expected.*",
                    names.contains("report.txt") ? nil : "report.txt",
                ].compactMap(\.self)
                return missing.map {
                    Violation(file: folder, line: 1, rule: "samples", message: "the case holds no \($0)")
                }
            }
    }

    /// A shell script that goes on after an error does harm.
    func scripts(in path: String, text: String) -> [Violation] {
        guard let first = text.split(separator: "\n").first, first.hasPrefix("#!"), first.hasSuffix("sh") else {
            return []
        }
        let careful = text.split(separator: "\n").contains { $0.hasPrefix("set -eu") }
        return careful
            ? [] : [Violation(file: path, line: 1, rule: "scripts", message: "a shell script begins with 'set -eu'")]
    }
}
