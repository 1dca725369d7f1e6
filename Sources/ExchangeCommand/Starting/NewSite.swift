import Exchange
import Glibc
import Machine
import Setup

/// Where a new profile is to stand, and what stands there already.
struct NewSite {
    /// The root; it may not have a folder `Profiles` yet.
    let path: String
    let profile: String
    /// Whose profile it is, where the name said so; else the default institution's.
    let institution: String?
    /// From the root: `Profiles`, or `Profiles/north`.
    let folder: String
    let hasInstitutions: Bool
    /// The connections there are; nil where there is no file of them.
    let connections: Node?

    init(path: String, profile text: String) throws(Fault) {
        self.path = path
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        profile = parts.last ?? ""
        institution = parts.count == 2 ? parts[0] : nil
        for part in parts where parts.count > 2 || ProfileFolder.profile(inFile: "\(part).yaml") == nil {
            throw Fault(
                .commandName, .stop, "'\(PlacePath.readable(text))' cannot be the name of a profile.",
                context: ["name": PlacePath.readable(text)])
        }
        let institutions = try NewSite.node("Profiles/institutions.yaml", path)
        hasInstitutions = institutions != nil
        let standard = institutions?["default"]?.text ?? institution
        if let institution, let institutions, institutions["institutions"]?[institution] == nil {
            throw Fault(
                .setupInstitutionUnknown, .stop,
                "There is no institution '\(institution)' in Profiles/institutions.yaml.")
        }
        folder = institution == nil || institution == standard ? "Profiles" : "Profiles/\(institution ?? "")"
        connections = try NewSite.node("\(folder)/connections.yaml", path)
        if exists("\(folder)/\(profile).yaml") { throw taken }
    }

    var file: String { "\(folder)/\(profile).yaml" }

    private var taken: Fault {
        var number = 2
        while exists("\(folder)/\(profile)-\(number).yaml") { number += 1 }
        let other = (institution.map { "\($0)/" } ?? "") + "\(profile)-\(number)"
        return Fault(
            .commandExists, .stop, "\(file) is there already; nothing was written.",
            remedy: "Choose another name, for instance: exchange profiles new \(other) --from …",
            context: ["path": file])
    }

    func exists(_ name: String) -> Bool {
        do throws(Fault) { return try Folder.open(path).look(name) != nil } catch { return false }
    }

    /// Where the codes of `field` are listed, from the profile's folder; a list of another profile is left alone.
    func freeList(_ field: String) -> String {
        var names = ["lists/\(field).csv", "lists/\(profile)-\(field).csv"][...]
        var number = 2
        while let name = names.popFirst() {
            if !exists("\(folder)/\(name)") { return name }
            if names.isEmpty {
                names.append("lists/\(profile)-\(field)-\(number).csv")
                number += 1
            }
        }
        return "lists/\(field).csv"
    }

    /// Writes new files, durably; the last one is the profile, so that a profile never lacks its lists.
    func write(_ files: [NewSheets.File], folders: [String]) throws(Fault) {
        let root = try Folder.make(path)
        for name in folders { _ = try root.making(name) }
        for file in files {
            let parts = file.path.split(separator: "/").map(String.init)
            let folder = try root.making(parts.dropLast().joined(separator: "/"))
            let opened = try folder.create(parts.last ?? "")
            // The service's account reads what an administrator writes: its group is that of the folder (setgid).
            if path == RootFolder.installed {
                try opened.setMode(0o640)
                if parts.count > 2 { chmod(folder.path, 0o2750) }
            }
            let bytes = Array((file.lines.joined(separator: "\n") + "\n").utf8)
            try bytes.withUnsafeBufferPointer { bytes throws(Fault) in
                try opened.append(UnsafeRawBufferPointer(bytes))
            }
            try opened.sync()
            try folder.sync()
        }
    }

    private static func node(_ name: String, _ root: String) throws(Fault) -> Node? {
        var bytes: [UInt8] = []
        do {
            try Folder.openAnywhere("\(root)/\(name)").eachChunk { chunk throws(Fault) in
                bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
                return bytes.count > YAMLReader.byteLimit ? .enough : .more
            }
        } catch {
            if error.code == .machineMissing { return nil }
            throw error
        }
        do { return try YAMLReader.read(bytes, file: name) } catch {
            throw Fault(.setupComplaints, .stop, "\(name) cannot be read as it stands.", context: ["path": name])
        }
    }
}
