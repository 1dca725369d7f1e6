import Foundation
import ServerKit
import Testing

/// What the program is put together from.
@Suite struct `The Catalog` {
    /// HouseTests see to it that each room lists its codes; this sees to it that the Catalog lists the rooms' lists.
    @Test func `explains every code that the sources declare`() throws {
        let outcome = try Program().run("explain", "--json")
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        let explained = Set(rows.compactMap { $0["code"] as? String })
        let declared = try sources().flatMap(declaredCodes)
        #expect(declared.count > 60)
        for code in declared { #expect(explained.contains(code), "the Catalog leaves out \(code)") }
    }

    private func sources() throws -> [String] {
        let root = "\(Repository.path)/Sources"
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix("Codes.swift") }.map {
            try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)
        }
    }

    /// The first argument of each `Code(`: `"csv.empty"`.
    private func declaredCodes(_ source: String) -> [String] {
        source.components(separatedBy: "= Code(").dropFirst().compactMap { rest in
            let parts = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            return parts.count == 3 ? String(parts[1]) : nil
        }
    }
}
