import Exchange

/// An institution's secrets are its own.
enum SecretChecks {
    /// Whether no secret lies in a folder of another institution; a complaint about each that does. `foreign` are these
    /// folders, from the root.
    static func areOwn(_ settings: Settings, foreign: [String], _ complaints: inout Complaints) -> Bool {
        var areOwn = true
        for setting in settings.declared {
            guard case .secret = setting.kind, case .file(let path) = settings.secret(setting.key),
                let folder = foreign.first(where: { isBelow("\(settings.root)/\($0)", path) })
            else { continue }
            areOwn = false
            complaints.add(
                settings.written(setting.key)?.mark ?? settings.mark, key: settings.dotted(setting.key),
                "'\(folder)' is another institution's folder; an institution's secrets are its own")
        }
        return areOwn
    }

    /// However many slashes somebody writes between two names.
    private static func isBelow(_ folder: String, _ path: String) -> Bool {
        path.split(separator: "/").starts(with: folder.split(separator: "/"))
    }
}
