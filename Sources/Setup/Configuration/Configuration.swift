import Exchange

/// A root's configuration: who there is and which profiles they have. Profiles are read when asked for, each with all
/// that it needs and nothing else.
package struct Configuration {
    package let institutions: [Institution]
    /// Whose profiles stand directly in `Profiles/`.
    package let defaultInstitution: Institution
    /// Of all institutions together.
    package let limits: RunLimits
    /// Sorted by institution and name.
    package let profileNames: [ProfileName]

    let files: ConfigurationFiles
    let plugIns: PlugIns
    let zoneExists: (String) -> Bool
    private let sources: [SourceFile]

    /// Reads `Profiles/institutions.yaml` and the names of the profiles. Throws `setup.root.missing` where there is no
    /// `Profiles`, and complaints where the list of institutions is missing or not whole.
    package static func read(
        _ files: ConfigurationFiles, plugIns: PlugIns, zoneExists: @escaping (String) -> Bool
    ) throws(SetupFailure) -> Configuration {
        guard try names(in: ProfileFolder.root, files) != nil else {
            throw .fault(Fault(.setupRootMissing, .stop, "there is no folder 'Profiles' in \(files.root)"))
        }
        var reader = SourceReader(files)
        guard let node = try reader.node(ProfileFolder.institutions) else {
            let mark = Mark(file: ProfileFolder.institutions, line: 1, column: 1)
            let message = "there is no such file; it says whose profiles these are"
            throw .complaints(Complaints([Complaint(mark, key: "", message)]))
        }
        let institutions: Institutions
        do { institutions = try Institutions(node, zoneExists: zoneExists) } catch { throw .complaints(error) }
        let found = try Configuration(institutions, files, plugIns, zoneExists, reader.sources)
        do { try found.checkNotices() } catch { throw .complaints(error) }
        return found
    }

    private init(
        _ institutions: Institutions, _ files: ConfigurationFiles, _ plugIns: PlugIns,
        _ zoneExists: @escaping (String) -> Bool, _ sources: [SourceFile]
    ) throws(SetupFailure) {
        self.institutions = institutions.all
        defaultInstitution = institutions.standard
        limits = institutions.limits
        self.files = files
        self.plugIns = plugIns
        self.zoneExists = zoneExists
        self.sources = sources
        var found: [ProfileName] = []
        for institution in institutions.all {
            for file in try Configuration.names(in: institution.folder, files) ?? [] {
                guard let profile = ProfileFolder.profile(inFile: file) else { continue }
                found.append(ProfileName(institution: institution.name, profile: profile))
            }
        }
        profileNames = found.sorted { ($0.institution, $0.profile) < ($1.institution, $1.profile) }
    }

    /// The profile of that name, found whole. Throws every complaint about it and what it needs.
    package func profile(_ text: String) throws(SetupFailure) -> Profile {
        let name = try self.name(text)
        let institution = try self.institution(name.institution)
        var reader = SourceReader(files, known: sources)
        guard var node = try reader.node("\(institution.folder)/\(name.base.profile)\(ProfileFolder.ending)") else {
            throw .fault(unknown(name))
        }
        let profile = node
        if let target = name.target {
            let targets = Targets(node)
            guard let aimed = targets.laid(target) else { throw .fault(unknownTarget(name, targets.names)) }
            let wrong = targets.complaints
            if !wrong.isEmpty { throw .complaints(wrong.sorted()) }
            node = aimed
        }
        let connections = try connections(of: institution, &reader)
        let declared = node["feed"]?.text.flatMap { plugIns.feed($0) }?.settings ?? []
        let beside = FilesBeside.read(node, declared: declared, folder: institution.folder, files, &reader)
        let programs = try TransformerPrograms(node, files, &reader)
        let calendars = try calendars(of: institution)
        do {
            let found = try ProfileReader.profile(
                node, name, of: institution, in: self, connections, calendars, beside, programs, reader.sorted)
            try TargetPlace.check(found, of: profile, connections)
            return found
        } catch { throw .complaints(error) }
    }

    func connections(of institution: Institution, _ reader: inout SourceReader) throws(SetupFailure) -> Connections {
        let file = "\(institution.folder)/connections\(ProfileFolder.ending)"
        do {
            return Connections(
                try reader.node(file), file: file, root: files.root, foreign: foreign(to: institution), plugIns)
        } catch {
            // A file that cannot be read at all does not keep the profile from being judged.
            guard case .complaints(let complaints) = error else { throw error }
            return Connections(unreadable: complaints, file: file)
        }
    }

    func calendars(of institution: Institution) throws(SetupFailure) -> Calendars {
        let file = "\(institution.folder)/calendars\(ProfileFolder.ending)"
        // A reader of its own: what runs do is not changed by a calendar, and no run is pinned by it.
        var reader = SourceReader(files)
        do { return Calendars(try reader.node(file), file: file) } catch {
            guard case .complaints(let complaints) = error else { throw error }
            return Calendars(unreadable: complaints, file: file)
        }
    }

    /// The folders below the root that are other institutions' own.
    func foreign(to institution: Institution) -> [String] {
        institutions.filter { $0.name != institution.name }.flatMap { other in
            ["state/\(other.name)", "reports/\(other.name)"]
                + (other.folder == ProfileFolder.root ? [] : [other.folder])
        }
    }

    private static func names(in folder: String, _ files: ConfigurationFiles) throws(SetupFailure) -> [String]? {
        do { return try files.list(folder) } catch { throw .fault(error) }
    }
}
