import Foundation
import ServerKit
import Testing

/// What somebody types and what the program answers, from the first command to the last, as one approved text:
/// `Tests/Golden/transcript-*.txt`. `EXCHANGE_RECORD_SAMPLES=1` writes it anew; read the difference before you commit it.
final class Transcript {
    private let program: Program
    private let folder: String
    private var text = ""

    /// `folder` is where the person works; it is called `<root>`.
    init(in folder: String) {
        self.folder = folder
        program = Program(environment: ["EXCHANGE_ROOT": folder])
    }

    /// `words` as a person would type them behind `exchange`; a word in quotes is one.
    func type(_ words: String, exit status: Int) throws {
        let parts = words.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
        let outcome = try program.run(parts.map { $0.replacingOccurrences(of: "<root>", with: folder) })
        #expect(outcome.status == status, "exchange \(words): \(outcome.output)\(outcome.errors)")
        text += "$ exchange \(words)\n\(outcome.errors)\(outcome.output)[exit \(outcome.status)]\n\n"
    }

    /// What happens beside the program.
    func note(_ words: String) { text += "# \(words)\n" }

    func check(_ name: String) throws {
        let settled = settled
        let path = "\(Repository.path)/Tests/Golden/\(name)"
        if SampleTests.records { return try Data(settled.utf8).write(to: URL(fileURLWithPath: path)) }
        let expected = try Checkout.bytes("Tests/Golden/\(name)")
        if expected != Array(settled.utf8) {
            Issue.record("\(name): \(Difference.words(expected, Array(settled.utf8)))")
        }
        let long = settled.split(separator: "\n").filter { $0.count > 100 && !$0.contains("/") && !$0.hasPrefix("#") }
        #expect(long.isEmpty, "\(long)")
    }

    /// As every machine prints it: how well a zip packs depends on the processor.
    private var settled: String {
        text.replacingOccurrences(of: folder, with: "<root>")
            .replacing(/(?<name>\.zip) {2}[0-9.,]+ (?:bytes?|kB|MB) {2}sha256 [0-9a-f]{8}/) {
                "\($0.output.name)  <size>  sha256 <zip>"
            }
            .replacing(/audit head: [0-9]+:[0-9a-f]{64}\n/) { _ in "audit head: <row>:<hash>\n" }
            .replacing(/\.zip, [0-9.,]+ (?:bytes?|kB|MB)\n/) { _ in ".zip, <size>\n" }
    }
}
