import Glibc

/// The files of a misbehaving server: what it does wrong, what it serves, what it took note of.
final class QuirkScript {
    let folder: ServerFolder
    let served: String
    private let journal: String

    init(_ quirks: [Quirk], folder: ServerFolder) throws {
        self.folder = folder
        served = folder.at("files")
        journal = folder.at("journal")
        mkdir(served, 0o755)
        mkdir(folder.at("taken"), 0o755)
        try write(quirks)
    }

    /// For connections from now on.
    func write(_ quirks: [Quirk]) throws {
        // `consumer` alone means the folder beside the served one.
        let lines = quirks.map { $0.line == "consumer" ? "consumer \(folder.at("taken"))" : $0.line }
        unlink(folder.at("script.connections"))
        try TextFile.write(
            folder.at("script"), (["journal \(journal)"] + lines).map { $0 + "\n" }.joined())
    }

    var arguments: [String] { [TestProgram.script("misbehaving_sftp"), served, folder.at("script")] }

    var taken: String { folder.at("taken") }

    /// The journal's lines.
    var notes: [String] { (TextFile.read(journal) ?? "").split(separator: "\n").map(String.init) }
}
