import ArgumentParser
import Exchange
import Glibc
import Setup

/// What every command that reads the configuration understands.
struct RootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder that holds Profiles/.", discussion: "Else EXCHANGE_ROOT, the current folder, /etc/exchange.",
            valueName: "folder"))
    var root: String?

    func folder() throws(Fault) -> RootFolder { try RootFolder(root) }

    /// The configuration, or its complaints on standard error and exit code 7.
    func configuration() throws -> (RootFolder, Configuration) {
        let folder = try folder()
        return (folder, try SetupPrinter.insist(folder) { () throws(SetupFailure) in try folder.configuration() })
    }
}

struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print one JSON document for programs instead of text for people.")
    var isOn = false
}

/// Prints what is wrong with the configuration.
enum SetupPrinter {
    static func insist<Answer>(_ folder: RootFolder, _ body: () throws(SetupFailure) -> Answer) throws -> Answer {
        do throws(SetupFailure) { return try body() } catch {
            guard case .complaints(let complaints) = error else { throw error.fault }
            print(complaints, folder)
            throw Ending(end: .configuration)
        }
    }

    static func print(_ complaints: Complaints, _ folder: RootFolder, on descriptor: Int32 = STDERR_FILENO) {
        let lines = ComplaintText.lines(complaints) { name in
            do throws(Fault) { return try folder.read(name) } catch { return nil }
        }
        for line in lines { Terminal.put(line + "\n", on: descriptor) }
    }
}
