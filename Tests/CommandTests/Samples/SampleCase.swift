import Foundation
import ServerKit
import Testing

/// One folder `Samples/<feed>/<case>/`: what is given, by which profile, and what comes out.
struct SampleCase: Sendable, CustomTestStringConvertible {
    let feed: String
    let name: String

    var testDescription: String { "\(feed)/\(name)" }
    var folder: String { "Samples/\(feed)/\(name)" }

    /// Adding a case is adding files. `transformers` holds programs, not cases: `TransformerSampleTests` runs them.
    static let all: [SampleCase] = Checkout.names("Samples").filter { $0 != "transformers" }.flatMap { feed in
        Checkout.names("Samples/\(feed)").map { SampleCase(feed: feed, name: $0) }
    }

    private func has(_ name: String) -> Bool { Checkout.names(folder).contains(name) }

    /// Whether several files are given as they are, in a folder `given`, and come out in a folder `expected`.
    var isOfFiles: Bool { !Checkout.names("\(folder)/given").isEmpty }

    /// The case's own profile, the shipped one that `profile.txt` names, or the first one shipped for its feed.
    func profile() throws -> String {
        if has("profile.yaml") { return try Checkout.text("\(folder)/profile.yaml") }
        if has("profile.txt") {
            let name = try Checkout.text("\(folder)/profile.txt").split(separator: "\n").first ?? ""
            return try Checkout.text("Profiles/\(name)").replacingOccurrences(of: "settle: 2s", with: "settle: 0s")
        }
        for file in Checkout.names("Profiles") where file.contains(".") {
            let text = try Checkout.text("Profiles/\(file)")
            if text.contains("\nfeed: \(feed)\n") || text.hasPrefix("feed: \(feed)\n") {
                return text.replacingOccurrences(of: "settle: 2s", with: "settle: 0s")
            }
        }
        throw Checkout.Missing(path: "a profile for the feed \(feed)")
    }

    /// Where a profile looks for files, and where it puts them.
    static func places(_ profile: String) -> (from: String, to: String) {
        func place(_ key: String, _ other: String) -> String {
            guard let line = profile.split(separator: "\n").first(where: { $0.hasPrefix("\(key): {connection: ") }),
                let found = line.firstMatch(of: /connection: (\w+), folder: (\w+)/)
            else { return other }
            return "places/\(found.1)/\(found.2)"
        }
        return (place("from", Site.pickup), place("to", "places/alma/reports"))
    }

    /// `given.csv` is put where the profile looks as `people_20261121.csv`; rejects have the same ending.
    func given() throws -> (name: String, ending: String, bytes: [UInt8]) {
        guard let file = Checkout.names(folder).first(where: { $0.hasPrefix("given.") }) else {
            throw Checkout.Missing(path: "\(folder)/given.*")
        }
        let ending = String(file.dropFirst(6))
        return ("people_20261121.\(ending)", ending, try Checkout.bytes("\(folder)/\(file)"))
    }

    /// What must come out; nil where that file must not come to be.
    func expected(_ name: String) throws -> [UInt8]? {
        let parts = name.split(separator: "/")
        let isThere = parts.count == 1 ? has(name) : Checkout.names("\(folder)/\(parts[0])").contains(String(parts[1]))
        return isThere ? try Checkout.bytes("\(folder)/\(name)") : nil
    }

    func record(_ name: String, _ bytes: [UInt8]?) throws {
        let path = "\(Repository.path)/\(folder)/\(name)"
        if let bytes {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        } else if has(name) {
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
