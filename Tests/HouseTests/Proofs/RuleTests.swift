import Testing

/// Each rule must be able to fail: shown on sources of a few lines.
@Suite struct RuleTests {
    private let table = HouseTable(rooms: [
        .init("Words"),
        .init("Store", needs: ["Words", "GRDB", "CThing"], platform: ["Glibc"]),
        .init("Drive", needs: ["Words"], below: false),
        .init("ExchangeCommand", needs: ["Words", "Drive"], below: false),
    ])

    private func source(_ room: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/\(room)/Some.swift", text: text)
    }

    // MARK: Arrows

    @Test(arguments: [
        "import Foundation", "@testable import Foundation", "  package import Foundation",
        "import struct Foundation.Date", "@preconcurrency import Foundation", "let a = 1; import Foundation",
        "import Foundation // because",
    ])
    func `an import outside the table is found`(_ line: String) {
        let found = ImportRule(table: table).violations(in: source("Store", "import Words\n\(line)\nimport GRDB\n"))
        #expect(found.map(\.line) == [2])
        #expect(found.first?.message == "Store may not import Foundation; it may import CThing, GRDB, Glibc, Words")
    }

    @Test(arguments: ["import Words", "// import Foundation", "let a = \"import Foundation\"", "let important = 1"])
    func `an allowed import is none`(_ line: String) {
        #expect(ImportRule(table: table).violations(in: source("Store", line)).isEmpty)
    }

    @Test func `an exception holds for its file and module, and only while it is used`() {
        var table = table
        table.exceptions = [.init(path: "Sources/Words/Some.swift", module: "Glibc", reason: "shown here")]
        let rule = ImportRule(table: table)
        let used = source("Words", "import Glibc")
        #expect(rule.violations(in: used).isEmpty && rule.unused(in: [used]).isEmpty)
        #expect(rule.violations(in: source("Words", "import GRDB")).count == 1)
        #expect(rule.violations(in: source("Drive", "import Glibc")).count == 1)
        #expect(rule.unused(in: [source("Words", "let a = 1")]).map(\.file) == ["Sources/Words/Some.swift"])
    }

    @Test func `a folder outside the table is found`() {
        #expect(ImportRule(table: table).violations(in: source("Attic", "let a = 1")).map(\.rule) == ["rooms"])
    }

    private let manifest = """
        let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
        func room(_ name: String, _ needs: [Target.Dependency] = []) -> Target { .target(name: name) }
        let package = Package(targets: [
            .systemLibrary(name: "CThing"),
            room("Words"),
            room("Store", ["Words", "CThing", grdb]),  // "Drive"
            room("Drive", ["Words"]),
            .executableTarget(
                name: "ExchangeCommand",
                dependencies: ["Words", "Drive"],
                swiftSettings: house),
            tests("StoreTests", ["Store"]),
        ])
        """

    private func manifest(_ old: String, _ new: String) -> [String] {
        let text = manifest.replacing(old, with: new)
        let file = SourceFile(path: "Package.swift", text: text)
        return ManifestRule(table: table).violations(in: file).map { "\($0.line) \($0.message)" }
    }

    @Test func `a manifest that is the table is none`() { #expect(manifest("", "").isEmpty) }

    @Test func `an arrow too many in the manifest is found`() {
        #expect(
            manifest("room(\"Drive\", [\"Words\"])", "room(\"Drive\", [\"Words\", \"Store\"])")
                == ["7 Drive depends on Store; the table says it may not"])
    }

    @Test func `an arrow too few in the manifest is found`() {
        #expect(manifest(", grdb]", "]") == ["6 Store does not declare GRDB, which the table gives it"])
        #expect(
            manifest("[\"Words\", \"Drive\"]", "[\"Words\"]")
                == ["8 ExchangeCommand does not declare Drive, which the table gives it"])
    }

    @Test func `a room too many or too few in the manifest is found`() {
        #expect(
            manifest("room(\"Words\")", "room(\"Werds\")")
                == [
                    "5 Werds is no room of the table in HouseTable.swift",
                    "1 the room Words of the table is not declared",
                ])
    }

    // MARK: Words

    @Test(arguments: [
        ("func a() async {", "concurrency"), ("let a = await b()", "concurrency"), ("Task { b() }", "concurrency"),
        ("Task.detached { b() }", "concurrency"), ("package actor Thing {", "concurrency"),
        ("public struct A {", "access"), ("let a = try! b()", "traps"), ("let a = b as! C", "traps"),
        ("fatalError(\"x\")", "traps"), ("final class A: @unchecked Sendable {", "sendable"),
        ("nonisolated(unsafe) var a = 1", "sendable"), ("print(a)", "printing"), ("  debugPrint(a)", "printing"),
        ("@_exported import Words", "imports"), ("let a = \"\\(try! b())\"", "traps"),
    ])
    func `a banned word is found`(_ line: String, _ rule: String) {
        let found = WordingRule(table: table).violations(in: source("Store", "let first = 1\n\(line)\n"))
        #expect(found.map(\.rule) == [rule])
        #expect(found.map(\.line) == [2])
    }

    @Test(arguments: [
        "// await nobody", "let a = \"public async try! fatalError(\"", "sheet.print(a)",
        "let publication = asynchronous",
        "let Tasks = reactor", "let a = try? b as? C", "blueprint(a)", "let factor = 1",
    ])
    func `an innocent word is none`(_ line: String) {
        #expect(WordingRule(table: table).violations(in: source("Store", line)).isEmpty)
    }

    @Test func `the engine may wait and the command may print`() {
        #expect(WordingRule(table: table).violations(in: source("Drive", "await a()")).isEmpty)
        #expect(WordingRule(table: table).violations(in: source("ExchangeCommand", "print(a)")).isEmpty)
        #expect(WordingRule(table: table).violations(in: source("Drive", "print(a)")).count == 1)
    }

    @Test(arguments: ["FileManager", "Util", "StringUtils", "Helper", "CommonText", "Result", "Clock", "Task", "Words"])
    func `an empty or hiding name is found`(_ name: String) {
        let found = NamingRule(table: table).violations(in: source("Store", "\npackage final class \(name): A {"))
        #expect(found.map(\.line) == [2])
    }

    @Test(arguments: ["Commons", "TaskList", "WordsOfAll", "CommonplaceBook", "Ledgers", "Managerial"])
    func `a name that says something is none`(_ name: String) {
        #expect(NamingRule(table: table).violations(in: source("Store", "struct \(name) {")).isEmpty)
    }

    // MARK: Points

    private let pointless = """
        import Glibc
        func put() {
            let done = bytes.withUnsafeBytes { all in
                if true { return write(descriptor, all.baseAddress, all.count) }
            }
        }
        """

    private func points(_ text: String, _ exceptions: [PointRule.Exception] = []) -> [Int] {
        PointRule(exceptions: exceptions).violations(in: source("Store", text)).map(\.line)
    }

    @Test func `a call that changes the disk without a point is found`() {
        #expect(points(pointless) == [4])
        #expect(points(pointless.replacing("import Glibc", with: "import Words")).isEmpty)
        #expect(points(pointless.replacing("let done", with: "FaultPoint.pass(\"a\"); let done")).isEmpty)
        // The point of a neighbour is none.
        #expect(points(pointless + "\nfunc other() { FaultPoint.pass(\"a\") }") == [4])
    }

    @Test(arguments: [
        "Glibc.unlink(path)", "fsync(descriptor)", "if renameat(a, b, c, d) == 0 { return }",
        "_ = exchange_rename_new(a, b)",
        "mkdir(path, 0o700)", "let d = exchange_open(path, O_RDWR | O_CREAT, 0)", "linkat(a, b, c, d, 0)",
        "copy_file_range(a, b, c, d, e, f)", "let d = Glibc.open(path, O_CREAT)",
    ])
    func `each way to change it is known`(_ call: String) {
        #expect(points("import Glibc\nfunc put() {\n\(call)\n}") == [3])
    }

    @Test(arguments: [
        "folder.rename(from, to: b)", "try link(name, to: path)", "write()", "try write(name, text, isProgram: true)",
        "let d = exchange_open(path, O_RDONLY, 0)", "sink.write(bytes)", "// fsync(a)", "let a = \"fsync(a)\"",
    ])
    func `what changes nothing by itself is none`(_ call: String) {
        #expect(points("import Glibc\nfunc put() {\n\(call)\n}").isEmpty)
    }

    @Test func `an exception of a point holds for its file and call, and only while it is used`() {
        let exception = PointRule.Exception(path: "Sources/Store/Some.swift", call: "write", reason: "shown here")
        #expect(points(pointless, [exception]).isEmpty)
        let rule = PointRule(exceptions: [exception])
        #expect(rule.unused(in: [source("Store", pointless)]).isEmpty)
        #expect(rule.unused(in: [source("Store", "let a = 1")]).count == 1)
    }

    // MARK: Codes

    private let codes = """
        extension Code {
            static let first = Code(
                "a.first", .data, owner: .it, cause: "", remedy: "")
            package static let second: Code = .init("a.second", .data, owner: .it, cause: "", remedy: "")
            static let all: [Code] = [first, .second]
        }
        """

    private func codeRule(_ files: SourceFile...) -> [String] {
        CodeRule().violations(in: files).map { "\($0.line) \($0.message)" }
    }

    @Test func `listed codes are none`() { #expect(codeRule(source("Store", codes)).isEmpty) }

    @Test func `a list in another file of the room counts, one in another room does not`() {
        let bare = codes.replacing("[first, .second]", with: "[first]")
        let list = "extension Code { static let more: [Code] = [.second] }"
        #expect(codeRule(source("Store", bare), SourceFile(path: "Sources/Store/B.swift", text: list)).isEmpty)
        #expect(
            codeRule(source("Store", bare), source("Drive", list))
                == ["4 no [Code] list of this room holds 'second', so 'exchange explain' cannot know it"])
    }

    @Test func `a doubled name is found`() {
        let other = "extension Code {\n static let third = Code(\"a.first\", .data)\n static let l: [Code] = [third]\n}"
        #expect(
            codeRule(source("Words", other), source("Store", codes))
                == ["2 'a.first' is declared at Sources/Store/Some.swift:2 already"])
    }

    @Test func `a code made on the way is found`() {
        #expect(
            codeRule(source("Store", "func f() {\n throw Fault(Code(\"a.b\", .data), .stop)\n}"))
                == ["2 a Code is a 'static let' in an 'extension Code'"])
    }

    @Test func `a code whose name is put together is found`() {
        let text = "extension Code {\n static let a = Code(prefix + \"b\", .data)\n static let l: [Code] = [a]\n}"
        #expect(
            codeRule(source("Store", text)) == ["2 the name of 'a' is not a plain literal, so nobody can search for it"]
        )
    }

    // MARK: Files

    @Test func `a long file is found, one of 500 lines is none`() {
        let lines = String(repeating: "let a = 1\n", count: 500)
        #expect(SizeRule().violations(in: source("Store", lines)).isEmpty)
        #expect(
            SizeRule().violations(in: source("Store", lines + "let b = 2")).map(\.message) == [
                "501 lines; a file has at most 500"
            ])
    }

    @Test func `a path of one machine is found`() {
        let rule = CheckoutRule()
        for path in CheckoutRule.machinePaths {
            #expect(rule.machinePaths(in: "README.md", text: "one\nsee \(path)x").map(\.line) == [2])
        }
        #expect(rule.machinePaths(in: "README.md", text: CheckoutRule.neighbour).count == 1)
        #expect(rule.machinePaths(in: CheckoutRule.ci, text: CheckoutRule.neighbour).isEmpty)
        #expect(rule.machinePaths(in: "README.md", text: "the framework/path").isEmpty)
    }

    @Test func `what the build makes is found when committed`() {
        let found = CheckoutRule().built(in: [".build/debug.yaml", "Package.resolved", "Package.swift", "a.build/x"])
        #expect(found.map(\.file) == [".build/debug.yaml", "Package.resolved"])
    }

    @Test func `an incomplete sample is found`() {
        let whole = ["given.csv", "expected.xml", "report.txt"].map { "Samples/sis-users/one/\($0)" }
        #expect(CheckoutRule().samples(in: whole + ["Samples/README.md", "Samples/sis-users/README.md"]).isEmpty)
        for missing in whole {
            #expect(CheckoutRule().samples(in: whole.filter { $0 != missing }).map(\.file) == ["Samples/sis-users/one"])
        }
    }

    @Test func `a careless script is found`() {
        #expect(CheckoutRule().scripts(in: "a", text: "#!/bin/sh\nrm x\n").count == 1)
        #expect(CheckoutRule().scripts(in: "a", text: "#!/usr/bin/env bash\n# why\nset -euo pipefail\nrm x\n").isEmpty)
        #expect(CheckoutRule().scripts(in: "a.py", text: "#!/usr/bin/env python3\n").isEmpty)
    }
}
