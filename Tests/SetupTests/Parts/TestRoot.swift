import Exchange
import Setup

/// A root in memory: a whole configuration in which tests replace files and lines.
struct TestRoot {
    static let profilePath = "Profiles/sis-import.yaml"

    static let institutions = """
        default: example
        institutions:
          example:
            title: Example University Library
            zone: America/Chicago
          north:
            zone: Europe/Oslo
        """
    static let connections = """
        connections:
          campus:
            scheme: local
            path: places/campus
          alma:
            scheme: local
            path: places/alma
        """
    static let northConnections = """
        connections:
          nord:
            scheme: local
            path: places/nord
        """
    /// Twenty lines, all in order.
    static let profile = """
        feed: test-users
        summary: Nightly student and staff load for Alma
        from:
          connection: campus
          folder: outgoing
          files: "students_*.csv"
          settle: 2s
          after: move
          after_folder: done
        to:
          connection: alma
          folder: sis
          name: "users_{date}_{run}.zip"
        read:
          delimiter: ";"
        columns: [A, B]
        guard:
          max_rejects_percent: 5
        fields:
          primary_id: {column: STUDENT_ID, required: yes}
        """
    static let northProfile = """
        feed: test-users
        from: {connection: nord, files: "*.csv"}
        to: {connection: nord, folder: out, name: "{profile}.zip", conflict: replace}
        fields: {}
        """

    var files: [String: [UInt8]] = [
        "Profiles/institutions.yaml": Array(institutions.utf8),
        "Profiles/connections.yaml": Array(connections.utf8),
        profilePath: Array(profile.utf8),
        "Profiles/north/connections.yaml": Array(northConnections.utf8),
        "Profiles/north/fees.yaml": Array(northProfile.utf8),
    ]

    init() {}

    /// The profile with these lines in the place of some of its own; an empty text leaves the line out.
    init(lines: [Int: String]) {
        var all = TestRoot.profile.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, line) in lines { all[number - 1] = line }
        files[TestRoot.profilePath] = Array(all.joined(separator: "\n").utf8)
    }

    subscript(path: String) -> String {
        get { String(decoding: files[path] ?? [], as: UTF8.self) }
        set { files[path] = Array(newValue.utf8) }
    }

    var access: ConfigurationFiles {
        let files = files
        return ConfigurationFiles(
            root: "/srv/exchange",
            read: { (path) throws(Fault) in files[path] },
            list: { (folder) throws(Fault) in
                let names = files.keys.filter { $0.hasPrefix(folder + "/") }.map { $0.dropFirst(folder.count + 1) }
                return names.isEmpty ? nil : names.map { String($0.prefix { $0 != "/" }) }
            })
    }

    func configuration() throws(SetupFailure) -> Configuration {
        try Configuration.read(
            access,
            plugIns: PlugIns(feeds: [TestFeed.self], transports: [TestTransport.self], channels: [TestChannel.self]),
            zoneExists: { ["America/Chicago", "Europe/Oslo", "UTC"].contains($0) })
    }

    func profile(_ name: String = "sis-import") throws(SetupFailure) -> Profile { try configuration().profile(name) }

    func failure(_ name: String = "sis-import") -> SetupFailure? {
        do {
            _ = try profile(name)
            return nil
        } catch { return error }
    }

    /// Every complaint about a profile as `file:line:column key nearest`, files by their last component; a fault as its
    /// code.
    func complaints(_ name: String = "sis-import") -> [String] {
        guard let failure = failure(name) else { return [] }
        if case .fault(let fault) = failure { return [fault.code.name] }
        return TestRoot.complaints(failure).map(TestRoot.short)
    }

    func messages(_ name: String = "sis-import") -> [String] {
        guard let failure = failure(name) else { return [] }
        if case .fault(let fault) = failure { return [fault.message] }
        return TestRoot.complaints(failure).map(\.message)
    }

    static func complaints(_ failure: SetupFailure) -> [Complaint] {
        if case .complaints(let complaints) = failure { complaints.all } else { [] }
    }

    private static func short(_ complaint: Complaint) -> String {
        let file = complaint.mark.file.split(separator: "/").last ?? ""
        let place = "\(file.prefix { $0 != "." }):\(complaint.mark.line):\(complaint.mark.column)"
        return ([place] + [complaint.key, complaint.nearest ?? ""].filter { !$0.isEmpty }).joined(separator: " ")
    }
}
