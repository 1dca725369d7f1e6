import ArgumentParser
import Engine
import Exchange
import Glibc

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What a code in a report means, and what to do about it.",
        discussion: """
            Without a code: all of them.

              exchange explain csv.quote.unclosed
            """)

    @Argument(help: "The code, as in csv.quote.unclosed.", completion: .custom { _, _, _ in Catalog.codes.map(\.name) })
    var code: String?
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let code: String
        let owner: String
        let cause: String
        let remedy: String

        init(_ code: Code) {
            self.code = code.name
            owner = code.owner.rawValue
            cause = code.cause
            remedy = code.remedy
        }
    }

    func run() throws {
        guard let code else { return all() }
        guard let found = Catalog.codes.first(where: { $0.name == code }) else { throw unknown(code) }
        if json.isOn { return Terminal.put(Engine.json(Line(found)), on: STDOUT_FILENO) }
        print(Terminal.paint(found.name, .bold))
        print("  why     \(found.cause)")
        print("  do      \(found.remedy)")
        print("  who     \(found.owner.title)")
    }

    private func all() {
        let codes = Catalog.codes.sorted { $0.name < $1.name }
        if json.isOn { return Terminal.put(Engine.json(codes.map(Line.init)), on: STDOUT_FILENO) }
        var table = TextTable(["CODE", "WHO", "WHY"])
        for code in codes { table.add([code.name, code.owner.title, code.cause]) }
        table.print()
    }

    private func unknown(_ code: String) -> Fault {
        let hint = nearest(code, among: Catalog.codes.map(\.name)).map { " Did you mean '\($0)'?" } ?? ""
        return Fault(.commandUnknown, .stop, "There is no code '\(code)'.\(hint)")
    }
}
