import Engine
import Exchange
import Machine

/// What `profiles new` writes: the profile, its lists, and what a root needs beside them.
struct NewSheets {
    struct File {
        /// From the root.
        let path: String
        let lines: [String]
    }

    /// A question left, and where it stands.
    struct Question {
        let path: String
        let line: Int
        let text: String
    }

    let site: NewSite
    let draft: ProfileDraft
    let feed: String
    let sample: String
    let source: String
    let target: String

    /// In the order they are written; the profile is the last.
    var files: [File] {
        var files: [File] = []
        if !site.hasInstitutions { files.append(File(path: "Profiles/institutions.yaml", lines: institutions)) }
        if site.connections == nil { files.append(File(path: "\(site.folder)/connections.yaml", lines: connections)) }
        files += draft.lists.map { File(path: "\(site.folder)/\($0.path)", lines: $0.lines) }
        return files + [File(path: site.file, lines: profile)]
    }

    /// Folders of the places written here, so that the profile can be tried at once.
    var folders: [String] {
        site.connections == nil ? ["places/\(source)/outgoing", "places/\(target)/sis"] : []
    }

    /// In the order one would answer them: the profile first.
    var questions: [Question] {
        files.reversed().flatMap { file in
            file.lines.enumerated().compactMap { number, line in
                guard let mark = line.ranges(of: "TODO ").first else { return nil }
                return Question(path: file.path, line: number + 1, text: String(line[mark.upperBound...]))
            }
        }
    }

    private var profile: [String] {
        [
            "# Written by 'exchange profiles new' from a sample of \(grouped(draft.rows)) rows. A line marked 'TODO' is a question left:",
            "# answer it here, and take the mark away. What each key means: exchange profiles explain \(feed) --settings",
            "feed: \(feed)", "summary: \(draft.summary)", "", "from:",
        ] + place(source, "outgoing") + [
            "  # TODO Are all of the campus's files called like this? * stands for anything.",
            "  files: \(NewSheets.quoted(pattern))",
            "  after: leave             # 'move' once it runs every night", "", "to:",
        ] + place(target, "sis") + [
            "  name: \(NewSheets.quoted("\(site.profile)_{date}_{run}.zip"))", "", "guard:",
            "  max_rejects_percent: 10  # more rejects than that, and nothing is sent before somebody has looked", "",
        ] + draft.body
    }

    /// The connection and its folder; where the connection is not known, or not its folder, that is a question.
    private func place(_ name: String, _ folder: String) -> [String] {
        let line = "  connection: \(name)"
        guard let known = site.connections?["connections"] else { return [line, "  folder: \(folder)"] }
        guard let connection = known[name] else {
            let names = (known.pairs ?? []).map(\.key).joined(separator: ", ")
            return ["  # TODO There is no connection '\(name)'. There are: \(names).", line]
        }
        let isLocal = connection["scheme"]?.text == "local"
        if isLocal, let path = connection["path"]?.text,
            NewSheets.isFolder("\(path.hasPrefix("/") ? "" : "\(site.path)/")\(path)/\(folder)")
        {
            return [line, "  folder: \(folder)"]
        }
        return [
            line, "  # TODO In which folder of that place? Without one it is the place itself.",
            "  # folder: \(folder)",
        ]
    }

    private static func isFolder(_ path: String) -> Bool {
        do throws(Fault) {
            _ = try Folder.open(path)
            return true
        } catch { return false }
    }

    /// The sample's name with `*` for its numbers.
    private var pattern: String {
        var pattern = ""
        for character in PlacePath.last(sample) {
            if character.isASCII && character.isNumber || "*?[".contains(character) {
                if pattern.last != "*" { pattern.append("*") }
            } else {
                pattern.append(character)
            }
        }
        return pattern
    }

    private static func quoted(_ text: String) -> String {
        let spelled = Node.spelled(text)
        return spelled.hasPrefix("\"") ? spelled : "\"\(spelled)\""
    }

    private var institutions: [String] {
        let name = site.institution ?? "library"
        return [
            "# Whose profiles these are. The default institution's stand directly in Profiles/, another one's in",
            "# Profiles/<name>/.", "default: \(name)", "institutions:", "  \(name):",
            "    # TODO What is it called in reports?", "    title: Our library",
            "    # TODO By which clock do its nights begin? For instance America/Chicago or Europe/Vienna.",
            "    zone: UTC",
        ]
    }

    private var connections: [String] {
        [
            "# The places files come from and go to. Relative paths start at the root, the folder that holds Profiles/.",
            "connections:", "  # TODO Where does the campus leave its files? Until you know, a folder to try it with.",
            "  \(source):", "    scheme: local", "    path: places/\(source)",
            "  # TODO Where does the library system fetch its files? Until you know, a folder to try it with.",
            "  \(target):", "    scheme: local", "    path: places/\(target)", "    temp_safe: yes", "",
            "# A folder on a server looks like this. Then: exchange connections trust NAME, exchange connections test NAME",
            "#", "#  \(target):", "#    scheme: sftp", "#    host: sftp.example.edu", "#    user: library",
            "#    path: /incoming          # nothing outside this folder; left out: where the login leads",
            "#    key: file:/etc/exchange/keys/\(target)   # a private key, or: password: file:…; never the secret itself",
        ]
    }
}
