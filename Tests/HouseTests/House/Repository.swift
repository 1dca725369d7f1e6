import Foundation

/// The checkout these tests were built from, found from this file's own place in it.
struct Repository {
    static let root: URL = {
        var folder = URL(filePath: #filePath)
        // Tests/HouseTests/House/Repository.swift
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }()

    /// Every file of the project, from the root, sorted: what git tracks or would track; without git, what is there.
    static let files: [String] = (listedByGit() ?? walked()).sorted()

    /// What git tracks, ignored or not; nil without git.
    static let tracked: [String]? = git("ls-files", "-z")

    /// Every Swift source under Sources and Tests.
    static let sources: [SourceFile] = files.filter {
        $0.hasSuffix(".swift") && ($0.hasPrefix("Sources/") || $0.hasPrefix("Tests/"))
    }.compactMap { path in text(path).map { SourceFile(path: path, text: $0) } }

    /// A file's text; nil when it is gone or is not UTF-8.
    static func text(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func listedByGit() -> [String]? {
        git("ls-files", "-z", "--cached", "--others", "--exclude-standard")?
            .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
    }

    /// `safe.directory`, because CI may check out as one user and test as another.
    private static func git(_ arguments: String...) -> [String]? {
        guard FileManager.default.fileExists(atPath: root.appending(path: ".git").path) else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-c", "safe.directory=*", "-C", root.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func walked() -> [String] {
        let there = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return there.filter { path in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: root.appending(path: path).path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !path.hasPrefix(".build/") && !path.hasPrefix(".git/")
        }
    }
}
