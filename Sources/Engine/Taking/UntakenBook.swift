import Exchange
import Machine

/// What the receiver of a profile had not taken when somebody last looked: `untaken/<profile>.json` in the state folder.
/// Names of files, never a person's data.
package struct UntakenBook: Codable, Hashable, Sendable {
    package struct File: Codable, Hashable, Sendable {
        package let target: String
        package let run: String
        package let size: Int
        /// When its run ended, in the profile's zone.
        package let delivered: String
        /// Seconds from then to the look.
        package let age: Int
        /// Seconds it had.
        package let allowed: Int

        /// `sis/people_20261121.zip, delivered 2026-11-21 02:30:00 CST, is still there after 5 h: not taken.`
        package var sentence: String {
            "\(target), delivered \(delivered), is still there after \(Lateness.words(age)): not taken "
                + "(\(DurationWords.text(allowed * 1000)) allowed)."
        }
    }

    package let schema: Int
    /// When somebody looked, in the profile's zone, and in seconds since 1970.
    package let clock: String
    package let at: Int
    /// The oldest first.
    package let files: [File]

    init(clock: CivilTime, files: [File]) {
        schema = 1
        self.clock = clock.description
        at = clock.moment.seconds
        self.files = files
    }

    private static func path(of profile: String) -> String { "untaken/\(profile).json" }

    /// Nil where nobody has looked yet, or the profile does not ask.
    package static func read(_ profile: String, in workspace: Workspace) throws(Fault) -> UntakenBook? {
        try JSONFile.read(UntakenBook.self, path(of: profile), in: workspace.folder)
    }

    func keep(_ profile: String, in workspace: Workspace) throws(Fault) {
        _ = try workspace.folder.making("untaken")
        try JSONFile.write(self, as: UntakenBook.path(of: profile), in: workspace.folder)
    }

    /// A profile that does not ask any more is not reported by what was seen when it did.
    package static func forget(_ profile: String, in workspace: Workspace) throws(Fault) {
        guard try workspace.folder.look(path(of: profile)) != nil else { return }
        try workspace.folder.remove(path(of: profile))
    }
}
