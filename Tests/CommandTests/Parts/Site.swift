import Exchange
import Foundation
import Machine
import ServerKit

/// A root of a test's own: the shipped configuration, the places it names, and the program to run there.
final class Site {
    static let clock = "2026-11-21T02:30"
    static let pickup = "places/campus/outgoing"
    static let target = "places/alma/sis"

    let scratch: Scratch
    let program: Program
    var root: String { scratch.path }

    /// `profile` stands as `Profiles/sis-import.yaml` in the place of the shipped one.
    init(profile: String? = nil) throws {
        scratch = try Scratch()
        program = Program(environment: ["EXCHANGE_ROOT": scratch.path])
        for name in ["connections", "institutions"] {
            try scratch.write("Profiles/\(name).yaml", Checkout.text("Profiles/\(name).yaml"))
        }
        try scratch.write("Profiles/sis-import.yaml", try profile ?? Site.shippedProfile())
        for folder in [Site.pickup, "places/campus/done", Site.target] { try scratch.folder(folder) }
    }

    /// The shipped profile, which here need not wait for a file to settle.
    static func shippedProfile() throws -> String {
        try Checkout.text("Profiles/sis-import.yaml").replacingOccurrences(of: "settle: 2s", with: "settle: 0s")
    }

    /// The shipped sample.
    static func sample() throws -> [UInt8] { try Checkout.bytes("Samples/sis-users/first-load/given.csv") }

    func give(_ bytes: [UInt8], as name: String = "people_1.csv") throws {
        try scratch.write("\(Site.pickup)/\(name)", bytes)
    }

    func give(_ text: String, as name: String = "people_1.csv") throws { try give(Array(text.utf8), as: name) }

    func run(_ arguments: String...) throws -> Program.Outcome { try program.run(arguments) }

    /// `exchange run sis-import` at a fixed time, and its report.
    func carry(_ more: String...) throws -> (outcome: Program.Outcome, report: ReportDocument) {
        let outcome = try program.run(["run", "sis-import", "--as-of", Site.clock, "--json"] + more)
        return (outcome, try ReportDocument(outcome.output))
    }

    /// What the receiver sees under final names.
    var delivered: [String] { scratch.names(Site.target).filter { !$0.hasPrefix(".x-") } }

    /// Everything at the target, temporary files as well.
    var everythingAtTarget: [String] { scratch.names(Site.target) }

    var waiting: [String] { scratch.names(Site.pickup) }

    /// The user file inside the only zip there is, unpacked by somebody else's program.
    func xml() throws -> [UInt8]? {
        guard let zip = delivered.first else { return nil }
        let child = ChildProcess(
            "/usr/bin/unzip", ["-p", scratch.at("\(Site.target)/\(zip)")], deadlineMilliseconds: 60_000,
            outputLimit: 1 << 30)
        return try child.run().output
    }
}

/// Files of this checkout.
enum Checkout {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(Repository.path)/\(path)") else {
            throw Missing(path: path)
        }
        return Array(data)
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    static func names(_ path: String) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: "\(Repository.path)/\(path)").sorted() } catch {
            return []
        }
    }

    struct Missing: Error {
        let path: String
    }
}
