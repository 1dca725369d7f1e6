import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Machine

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Two user files, person by person and field by field: may one replace the other?",
        discussion: """
            OLD and NEW are user XML, zips of it, or folders of either. The order of people and of elements makes no \
            difference; what makes none for a load (Z behind a date, empty against absent, segment_type) is counted apart.

              exchange compare script.zip users_20261121.zip
              exchange compare script.zip new.zip --ids --ignore purge_date address
              exchange compare script.zip new.zip --by BARCODE --values

            Exit codes: 0 a load of either comes to the same, 1 they differ, 5 one of them cannot be read.
            """)

    @Argument(help: "The user file that is trusted, or a folder of such.", completion: .file())
    var old: String
    @Argument(help: "The user file to hold against it.", completion: .file())
    var new: String
    @Flag(help: "List everybody who differs or is in one file only, by primary id.")
    var ids = false
    @Flag(help: "Show the values of the examples. They are people's data: mind where the output goes.")
    var values = false
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Fields that do not count: expiry_date, address, address[home], address[home]/city.", valueName: "field"))
    var ignore: [String] = []
    @Option(help: "What people are matched by: primary_id, or a type of identifier such as BARCODE.")
    var by = "primary_id"
    @OptionGroup var json: JSONOption

    func run() throws {
        let ignored = ignore.flatMap { $0.split(separator: ",").map(String.init) }
        if let unknown = UserComparing.unknownField(ignored) {
            let hint = unknown.hint.map { " Did you mean '\($0)'?" } ?? ""
            throw Fault(.commandField, .stop, "There is no field '\(unknown.name)' of users.\(hint)")
        }
        var wishes = UserComparing.Wishes()
        wishes.key = by
        wishes.ignored = ignored
        wishes.showsValues = values
        let comparison = try UserComparing(wishes).compare(try CompareCommand.files(old), try CompareCommand.files(new))
        let printer = ComparisonPrinter(comparison, matchedBy: by, listsPeople: ids)
        if json.isOn { printer.printJSON() } else { printer.printText() }
        throw Ending(end: comparison.isEqual ? .done : .doneWithRejects)
    }

    /// One file, or the XMLs and zips right in a folder, in the order of their names.
    private static func files(_ path: String) throws(Fault) -> [FileOnDisk] {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            do throws(Fault) {
                return [try FileOnDisk(unmeasured: try Folder.openAnywhere(path), name: PlacePath.last(path))]
            } catch {
                guard error.code != .machineFile else { throw error }
                throw Fault(.commandFile, .stop, error.message, context: error.context)
            }
        }
        let folder = try Folder.open(path)
        var names: [String] = []
        try folder.list { entry throws(Fault) in
            let name = entry.name.lowercased()
            if entry.kind == .file, name.hasSuffix(".xml") || name.hasSuffix(".zip") { names.append(entry.name) }
            return .more
        }
        if names.isEmpty { throw Fault(.commandFile, .stop, "There is no .xml or .zip file in the folder \(path).") }
        var files: [FileOnDisk] = []
        for name in names.sorted() { files.append(try FileOnDisk(unmeasured: try folder.open(name), name: name)) }
        return files
    }
}

extension FileOnDisk {
    /// Where nobody asks for the digest, the pass over the file for it is saved.
    fileprivate convenience init(unmeasured file: OpenFile, name: String) throws(Fault) {
        let none = ContentDigest(bytes: [UInt8](repeating: 0, count: 32))
        self.init(file, name: name, size: Int(try file.attributes().size), digest: none)
    }
}
