import Exchange

extension Configuration {
    /// The names of an institution's connections, in the order of its file. Throws the complaints about that file.
    package func connectionNames(of institution: Institution) throws(SetupFailure) -> [String] {
        try whole(institution).names
    }

    /// The connection a command line means: `campus` of the default institution, or `north/campus`. Throws the complaints
    /// about it, `setup.connection.unknown` and `setup.institution.unknown`.
    package func connection(_ text: String) throws(SetupFailure) -> (Institution, ConnectionSetup) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let institution = try institution(parts.count == 2 ? parts[0] : defaultInstitution.name)
        let name = parts.last ?? ""
        let connections = try whole(institution)
        guard connections.names.contains(name) else {
            let hint = nearest(name, among: connections.names).map { "; did you mean '\($0)'?" } ?? ""
            throw .fault(
                Fault(
                    .setupConnectionUnknown, .stop, "there is no connection '\(name)' in \(connections.file)\(hint)",
                    context: ["connection": name]))
        }
        do { return (institution, try connections.connection(called: name)) } catch { throw .complaints(error) }
    }

    private func whole(_ institution: Institution) throws(SetupFailure) -> Connections {
        var reader = SourceReader(files)
        let connections = try connections(of: institution, &reader)
        if !connections.complaints.isEmpty { throw .complaints(connections.complaints) }
        return connections
    }
}
