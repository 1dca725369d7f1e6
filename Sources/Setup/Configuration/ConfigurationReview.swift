import Exchange

extension Configuration {
    /// Reads every profile and every connection. Throws only what keeps files from being read at all.
    package func review() throws(Fault) -> Review {
        var profiles: [ProfileName: Complaints] = [:]
        var doubts = Complaints([])
        for name in profileNames {
            let found = try review(of: name.description)
            if !found.complaints.isEmpty { profiles[name] = found.complaints }
            doubts.add(found.doubts)
        }
        var rest = Complaints([])
        for institution in institutions {
            let found = try Configuration.complaints { () throws(SetupFailure) in try check(institution) }
            rest.add(found ?? Complaints([]))
            rest.add(try misnamed(institution))
        }
        return Review(profiles: profiles, connections: rest.sorted(), doubts: doubts.sorted())
    }

    /// What must be mended and what should be looked at in one profile and its targets, each sorted. Throws what keeps it
    /// from being read.
    package func review(of text: String) throws(Fault) -> (complaints: Complaints, doubts: Complaints) {
        let names: [String]
        do { names = [text] + (try targets(of: name(text)).map { "\(text)@\($0)" }) } catch { throw error.fault }
        var all = Complaints([])
        var doubts = Complaints([])
        for name in names {
            let found = try Configuration.complaints { () throws(SetupFailure) in
                doubts.add(try profile(name).doubts)
            }
            all.add(found ?? Complaints([]))
        }
        return (all.sorted(), doubts.sorted())
    }

    /// The targets a profile may be aimed at, in the order of its file; none where the file cannot be read, or where it
    /// is aimed already.
    package func targets(of name: ProfileName) -> [String] {
        guard name.target == nil else { return [] }
        do throws(SetupFailure) {
            let institution = try institution(name.institution)
            var reader = SourceReader(files)
            let node = try reader.node("\(institution.folder)/\(name.profile)\(ProfileFolder.ending)")
            return node.map { Targets($0).names } ?? []
        } catch { return [] }
    }

    private func check(_ institution: Institution) throws(SetupFailure) {
        let calendars = try calendars(of: institution).review
        if !calendars.isEmpty { throw .complaints(calendars) }
        // An institution without profiles needs no connections.
        guard profileNames.contains(where: { $0.institution == institution.name }) else { return }
        var reader = SourceReader(files)
        let review = try connections(of: institution, &reader).review
        if !review.isEmpty { throw .complaints(review) }
    }

    /// Files that somebody may take for profiles.
    private func misnamed(_ institution: Institution) throws(Fault) -> Complaints {
        var found = Complaints([])
        for file in try files.list(institution.folder) ?? [] {
            let mark = Mark(file: "\(institution.folder)/\(file)", line: 1, column: 1)
            if file.hasSuffix(".yml") {
                found.add(mark, key: "", "this is no profile: the name of a profile's file ends in '.yaml'")
            } else if file.hasSuffix(ProfileFolder.ending), !ProfileFolder.isName(String(file.dropLast(5))) {
                let message = "this is no profile: its name has letters, digits, '-' and '_' only, 64 at most"
                found.add(mark, key: "", message)
            }
        }
        return found
    }

    private static func complaints(_ body: () throws(SetupFailure) -> Void) throws(Fault) -> Complaints? {
        do {
            try body()
            return nil
        } catch {
            switch error {
            case .complaints(let complaints): return complaints
            case .fault(let fault): throw fault
            }
        }
    }
}
